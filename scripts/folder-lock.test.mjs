import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { inTurn, takeFolder } from './folder-lock.mjs'

let folder
let children

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'usescope-lock-'))
  children = []
})

afterEach(() => {
  for (const child of children) child.kill()
  rmSync(folder, { recursive: true, force: true })
})

async function liveProcess(name) {
  const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1000)', name])
  children.push(child)
  await once(child.stdout, 'data')
  return child.pid
}

const leave = (holder) => writeFileSync(path.join(folder, 'running.json'), JSON.stringify(holder))

it('a free folder is taken and given back', () => {
  const lock = takeFolder(folder)
  expect(lock.holder).toBeNull()
  lock.announce('http://127.0.0.1:3000')
  lock.release()
  expect(existsSync(path.join(folder, 'running.json'))).toBe(false)
})

it('the live holder of a folder is named', async () => {
  const holder = { pid: await liveProcess('scripts/start.mjs'), url: 'http://127.0.0.1:3000' }
  leave(holder)
  expect(takeFolder(folder)).toEqual({ holder })
})

it.runIf(process.platform === 'linux')(
  'a pid that now belongs to another program holds nothing',
  async () => {
    leave({ pid: await liveProcess('another-program') })
    expect(takeFolder(folder).holder).toBeNull()
  },
)

it.each(['', '{"pid":', JSON.stringify({ pid: 2 ** 22 + 1 })])(
  'what a crash left behind is taken over: %j',
  (text) => {
    writeFileSync(path.join(folder, 'running.json'), text)
    expect(takeFolder(folder).holder).toBeNull()
  },
)

it('work in turn waits for the holder, and a failure does not keep the turn', async () => {
  const events = []
  const holder = { pid: await liveProcess('scripts/start.mjs') }
  leave(holder)
  const waiting = inTurn(folder, undefined, () => events.push('work'))
  events.push('the holder ends')
  children[0].kill()
  await waiting
  await expect(inTurn(folder, undefined, () => Promise.reject(new Error('planned')))).rejects.toThrow(
    'planned',
  )
  expect(existsSync(path.join(folder, 'running.json'))).toBe(false)
  expect(events).toEqual(['the holder ends', 'work'])
})
