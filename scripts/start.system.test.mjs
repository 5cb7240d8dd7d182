import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startEmbeddedPostgres } from './embedded-postgres.mjs'
import { freePort, isAlive, until } from './processes.mjs'
import { inRoot } from './root.mjs'

const START = inRoot('scripts/start.mjs')
const PATIENCE_MS = 120_000

let dataDir
let env
let started
let leftOvers

beforeEach(async () => {
  leftOvers = []
  dataDir = mkdtempSync(path.join(tmpdir(), 'usescope-start-'))
  env = { ...process.env, DATABASE_URL: '', USESCOPE_DATA_DIR: dataDir, PORT: String(await freePort()) }
})

afterEach(async () => {
  if (started !== undefined) await end('SIGTERM')
  for (const stop of leftOvers.reverse()) await stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(args = []) {
  const child = spawn(process.execPath, [START, ...args], { env })
  started = { child, output: '' }
  const keep = (bytes) => (started.output += bytes.toString('utf8'))
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const settled = () => started.output.includes('usescope is ready') || child.exitCode !== null
  expect(await until(settled, PATIENCE_MS)).toBe(true)
  return started
}

async function end(signal) {
  const { child } = started
  if (child.exitCode === null) {
    const exit = once(child, 'exit')
    child.kill(signal)
    await exit
  }
  return child.exitCode
}

const startAgain = () => spawnSync(process.execPath, [START], { env, encoding: 'utf8' })

const childOf = (pid, name) => {
  const listed = spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(pid)], { encoding: 'utf8' }).stdout
  return Number(
    listed
      .split('\n')
      .find((line) => line.includes(name))
      ?.trim()
      .split(' ')[0],
  )
}

const postmasterPid = () =>
  Number(readFileSync(path.join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0])

const readyz = async () => (await fetch(`http://127.0.0.1:${env.PORT}/readyz`)).status

it('a second start says where usescope runs already, and Ctrl-C stops everything', async () => {
  const { child, output } = await start()
  expect(output).toContain(`usescope is ready: http://127.0.0.1:${env.PORT}`)
  const again = startAgain()
  expect(again.status).toBe(0)
  expect(again.stdout).toContain(`already running in this folder at http://127.0.0.1:${env.PORT}`)

  const pids = [postmasterPid(), childOf(child.pid, 'server.mjs'), childOf(child.pid, 'agent.mjs')]
  expect(pids.every(isAlive)).toBe(true)
  expect(await end('SIGINT')).toBe(0)
  expect(pids.filter(isAlive)).toEqual([])
})

it('a killed Postgres is started again and a killed server is reported', async () => {
  const { child } = await start(['--no-collector'])
  process.kill(postmasterPid(), 'SIGKILL')
  expect(await until(() => started.output.includes('started again'), PATIENCE_MS)).toBe(true)
  expect(await until(async () => (await readyz()) === 200, PATIENCE_MS)).toBe(true)

  const postgres = postmasterPid()
  process.kill(childOf(child.pid, 'server.mjs'), 'SIGKILL')
  expect(await until(() => child.exitCode !== null, PATIENCE_MS)).toBe(true)
  expect(child.exitCode).toBe(1)
  expect(started.output).toContain('The server ended by itself (signal SIGKILL).')
  expect(isAlive(postgres)).toBe(false)
})

it('after a kill of the start itself nothing but Postgres is left, and the next start attaches to it', async () => {
  const { child } = await start(['--no-collector'])
  const server = childOf(child.pid, 'server.mjs')
  const postgres = postmasterPid()
  await end('SIGKILL')
  expect(await until(() => !isAlive(server), PATIENCE_MS)).toBe(true)
  await start(['--no-collector'])
  expect(started.output).toContain('was running')
  expect(postmasterPid()).toBe(postgres)
})

it('a wrong setting and a used port stop the start and are named', async () => {
  env.USESCOPE_STRIP_PORT = 'maybe'
  expect(startAgain()).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('USESCOPE_STRIP_PORT=maybe'),
  })
  delete env.USESCOPE_STRIP_PORT
  await start(['--no-collector'])
  const elsewhere = mkdtempSync(path.join(tmpdir(), 'usescope-start-'))
  const other = spawnSync(process.execPath, [START], {
    env: { ...env, USESCOPE_DATA_DIR: elsewhere },
    encoding: 'utf8',
  })
  expect(other).toMatchObject({ status: 1, stderr: expect.stringContaining(`Port ${env.PORT} is used`) })
  rmSync(elsewhere, { recursive: true, force: true })
})

it('roles start side by side from one folder on a database without tables, and collect nothing', async () => {
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false })
  leftOvers.push(postgres.stop)
  env.DATABASE_URL = postgres.url
  const startRole = async (role) =>
    spawn(process.execPath, [START], {
      env: { ...env, USESCOPE_ROLE: role, PORT: String(await freePort()) },
    })
  const children = await Promise.all(['ingest', 'roll', 'ingest'].map(startRole))
  leftOvers.push(...children.map((child) => () => child.kill('SIGKILL')))
  const outputs = children.map(() => '')
  children.forEach((child, at) => child.stdout.on('data', (bytes) => (outputs[at] += bytes)))
  const isReady = (role) => (at) => outputs[at].includes(`usescope (${role}) is ready`)
  const ready = () => [0, 2].every(isReady('ingest')) && isReady('roll')(1)
  expect(await until(ready, PATIENCE_MS)).toBe(true)
  expect(outputs.filter((words) => words.includes('build pages'))).toEqual([])
  expect(children.map(({ pid }) => childOf(pid, 'agent.mjs'))).toEqual([NaN, NaN, NaN])
  for (const child of children) {
    const exit = once(child, 'exit')
    child.kill('SIGINT')
    expect(await exit).toEqual([0, null])
  }
})

it('a role of its own needs a database that the others reach, and only the pages load Next', () => {
  env.USESCOPE_ROLE = 'roll'
  expect(startAgain()).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('USESCOPE_ROLE=roll needs DATABASE_URL'),
  })
  const program = readFileSync(inRoot('dist/server.mjs'), 'utf8')
  expect(program).toContain('import("next")')
  expect(program).not.toMatch(/^import .* from "next/m)
})
