import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startEmbeddedPostgres } from './embedded-postgres.mjs'
import { chooseRunAs } from './postgres/run-as.mjs'
import { until } from './processes.mjs'
import { query } from './test-query.mjs'

const isRoot = process.getuid?.() === 0

let dataDir
let running

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'usescope-postgres-'))
})

afterEach(async () => {
  await running?.stop()
  if (running !== undefined) rmSync(running.folder, { recursive: true, force: true })
  rmSync(dataDir, { recursive: true, force: true })
})

const start = async (options = {}) => (running = await startEmbeddedPostgres({ dataDir, ...options }))

it('nobody connects without the generated password, which only its owner can read', async () => {
  const { url } = await start()
  const passwordFile = path.join(dataDir, 'postgres-password')
  expect(statSync(passwordFile).mode & 0o777).toBe(0o600)
  expect(url).toContain(readFileSync(passwordFile, 'utf8').trim())
  const wrong = new URL(url)
  wrong.password = 'guess'
  await expect(query(wrong.toString(), 'SELECT 1')).rejects.toThrow('password authentication failed')
  const [{ listen }] = await query(url, `SELECT current_setting('listen_addresses') AS listen`)
  expect(listen).toBe('127.0.0.1')
})

it('what was committed survives a kill, and the same port is served again', async () => {
  const first = await start()
  await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
  process.kill(first.pid, 'SIGKILL')
  expect(await until(() => !first.isRunning(), 5000)).toBe(true)
  const second = await start({ port: first.port })
  expect(second.url).toBe(first.url)
  expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
})

it('a Postgres that runs already is attached to', async () => {
  const first = await start()
  const second = await startEmbeddedPostgres({ dataDir })
  expect(second).toMatchObject({ attached: true, pid: first.pid, url: first.url })
})

it('a pid file whose pid now belongs to another program does not prevent the start', async () => {
  const first = await start()
  const pidFile = path.join(dataDir, 'postgres/data/postmaster.pid')
  const lines = readFileSync(pidFile, 'utf8').split('\n')
  process.kill(first.pid, 'SIGKILL')
  expect(await until(() => !first.isRunning(), 5000)).toBe(true)
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  writeFileSync(pidFile, [stranger.pid, ...lines.slice(1)].join('\n'))
  const second = await start()
  expect(second.attached).toBe(false)
  stranger.kill()
})

it('a lost password is named, and nothing is overwritten', async () => {
  const first = await start()
  await first.stop()
  rmSync(path.join(dataDir, 'postgres-password'))
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow('The password of the database')
})

it.runIf(isRoot)('as root without user namespaces Postgres runs as an ordinary user, and back', async () => {
  const dropped = await start({ runAs: chooseRunAs({ allowNamespace: false }) })
  expect(dropped.kind).toBe('user')
  expect(statSync(path.join(dropped.folder, 'data')).uid).not.toBe(0)
  await query(dropped.url, 'CREATE TABLE kept AS SELECT 7 AS answer')
  await dropped.stop()
  const again = await start()
  expect(await query(again.url, 'SELECT answer FROM kept')).toEqual([{ answer: 7 }])
})
