import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createOutbox, type Outbox, type OutboxLimits } from './outbox'
import { openOutboxFolder } from './outbox-folder'

let root = ''
const log: string[] = []

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'agent-outbox-'))
  log.length = 0
})
afterEach(() => rmSync(root, { recursive: true }))

const open = (limits: Partial<OutboxLimits> = {}, processId = 1): Outbox =>
  createOutbox(
    openOutboxFolder(join(root, 'buffer')),
    { memoryBytes: 1_000, diskBytes: 1_000, ...limits },
    (message) => log.push(message),
    processId,
  )

const add = (outbox: Outbox, ...timesMs: number[]): void =>
  timesMs.forEach((timestampMs) =>
    outbox.add({ kind: 'samples', timestampMs, body: Buffer.alloc(100, timestampMs) }),
  )

const timesIn = (outbox: Outbox): number[] => {
  const times: number[] = []
  for (let batch = outbox.first(); batch !== null; batch = outbox.first()) {
    times.push(batch.timestampMs)
    expect(batch.body).toEqual(Buffer.alloc(100, batch.timestampMs))
    outbox.remove(batch.name)
  }
  return times
}

test('the folder never holds more than its bound, and the oldest goes first', () => {
  const outbox = open({ diskBytes: 350 })
  for (const timeMs of [1, 2, 3, 4, 5]) {
    add(outbox, timeMs)
    outbox.store()
  }
  expect(timesIn(open({ diskBytes: 350 }))).toEqual([3, 4, 5])
  expect(log[0]).toContain('dropped 1 of the oldest batches')
})

test('what memory cannot hold goes to the folder', () => {
  const outbox = open({ memoryBytes: 250 })
  add(outbox, 1, 2, 3, 4)
  expect(readdirSync(join(root, 'buffer'))).toHaveLength(3)
  expect(timesIn(outbox)).toEqual([1, 2, 3, 4])
})

test('without a folder memory holds no more than its bound, and the oldest goes first', () => {
  writeFileSync(join(root, 'buffer'), 'a file where the folder should be')
  const outbox = open({ memoryBytes: 250 })
  add(outbox, 1, 2, 3, 4)
  expect(timesIn(outbox)).toEqual([3, 4])
  expect(log.filter((line) => line.includes('keeping batches in memory'))).toHaveLength(1)
})

test('nothing is dropped below the bounds', () => {
  const outbox = open()
  add(outbox, ...Array.from({ length: 10 }, (_, index) => index + 1))
  outbox.store()
  expect(timesIn(open())).toHaveLength(10)
  expect(log).toEqual([])
})

test('batches of an earlier process come before those of this one', () => {
  const earlier = open({}, 7)
  add(earlier, 20, 30)
  earlier.store()
  const outbox = open({}, 8)
  add(outbox, 40)
  expect(timesIn(outbox)).toEqual([20, 30, 40])
})

test('only its user may read the folder', () => {
  const outbox = open()
  add(outbox, 1)
  outbox.store()
  expect(statSync(join(root, 'buffer')).mode & 0o777).toBe(0o700)
  expect(statSync(join(root, 'buffer', outbox.first()?.name ?? '')).mode & 0o777).toBe(0o600)
})

test('half-written files are cleared away and foreign ones left alone', () => {
  const outbox = open()
  add(outbox, 1)
  outbox.store()
  writeFileSync(join(root, 'buffer', '000000000000002-1.json.gz.part'), 'half')
  writeFileSync(join(root, 'buffer', 'notes.txt'), 'mine')
  expect(timesIn(open())).toEqual([1])
  expect(statSync(join(root, 'buffer', 'notes.txt')).size).toBe(4)
  expect(() => statSync(join(root, 'buffer', '000000000000002-1.json.gz.part'))).toThrow('ENOENT')
})

test('a batch of events is known as one after a restart', () => {
  const outbox = open()
  outbox.add({ kind: 'events', timestampMs: 5, body: Buffer.alloc(10, 5) })
  outbox.store()
  expect(open({}, 2).first()).toMatchObject({ kind: 'events', timestampMs: 5 })
})
