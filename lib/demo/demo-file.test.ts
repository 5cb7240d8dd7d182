import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HOUR_MS } from '../core/times'
import { makeReplay } from '../replay/make-replay'
import { DemoFiles } from './demo-file'

const STATE = { key: 'a', endMs: 1_000_000_000_000, sentToMs: 999_999_000_000, isComplete: false }

let folder: string
let files: DemoFiles

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'usescope-demo-'))
  files = new DemoFiles(folder)
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('DemoFiles', () => {
  it('goes on with the same fleet that was left half loaded', () => {
    expect(files.toResume('a', STATE.endMs)).toBeNull()
    files.write(STATE)
    expect(files.toResume('a', STATE.endMs + 60_000)).toEqual(STATE)
  })

  it('begins anew with another fleet, with one that is complete, and with one of long ago', () => {
    files.write(STATE)
    expect(files.toResume('b', STATE.endMs)).toBeNull()
    expect(files.toResume('a', STATE.endMs + HOUR_MS)).toBeNull()
    files.write({ ...STATE, isComplete: true })
    expect(files.toResume('a', STATE.endMs)).toBeNull()
  })

  it('begins anew after a file that cannot be read', () => {
    files.write(STATE)
    writeFileSync(path.join(folder, 'demo/state.json'), '{"key"')
    expect(files.toResume('a', STATE.endMs)).toBeNull()
  })

  it('keeps the truth where a person can read it', () => {
    const replay = makeReplay('shared-database', { nodes: 8, days: 1 })
    const written: unknown = JSON.parse(readFileSync(files.writeTruth(replay), 'utf8'))
    expect(written).toMatchObject({ truth: { cause: { name: 'overnight-batch' } } })
  })
})
