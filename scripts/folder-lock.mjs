import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isAlive } from './processes.mjs'

const OWN_SCRIPT = /scripts\/[a-z-]+\.mjs/
const TURN_CHECK_MS = 200

/** Work that several starts must not do at once in this checkout: the later ones wait for their turn. */
export async function inTurn(folder, signal, work) {
  const taken = { lock: takeFolder(folder) }
  const isMine = () => taken.lock.holder === null
  while (!isMine()) {
    await pause(TURN_CHECK_MS, undefined, { signal })
    taken.lock = takeFolder(folder)
  }
  try {
    return await work()
  } finally {
    taken.lock.release()
  }
}

/**
 * Takes the folder for this process. Returns the holder instead when another live process has it;
 * what a dead process left behind is taken over.
 */
export function takeFolder(dataDir) {
  mkdirSync(dataDir, { recursive: true })
  const file = path.join(dataDir, 'running.json')
  const holder = readHolder(file)
  if (holder !== null && isAlive(holder.pid) && isUsescope(holder.pid)) return { holder }
  rmSync(file, { force: true })
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid }), { flag: 'wx' })
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  const winner = readHolder(file)
  if (winner?.pid !== process.pid) return { holder: winner }
  return {
    holder: null,
    announce: (url) => writeFileSync(file, JSON.stringify({ pid: process.pid, url })),
    release: () => rmSync(file, { force: true }),
  }
}

export function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return null
    throw error
  }
}

/** After a restart of the machine the pid may belong to any other program. */
function isUsescope(pid) {
  try {
    return OWN_SCRIPT.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
  } catch {
    return process.platform !== 'linux'
  }
}
