import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { unpackMachine } from './fixtures/fixture-machine'
import { startSampleServer } from './fixtures/sample-server'
import { until } from './fixtures/until'

const sentBody = z.object({
  node: z.object({
    name: z.string(),
    cluster: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    facts: z.record(z.string(), z.string()).optional(),
  }),
  samples: z.array(
    z.object({
      timestampMs: z.number().int(),
      values: z.object({}).strict(),
      series: z.array(
        z.object({
          name: z.string(),
          labels: z.record(z.string(), z.string()),
          type: z.enum(['gauge', 'counter']),
          value: z.number(),
        }),
      ),
    }),
  ),
})

const root = mkdtempSync(join(tmpdir(), 'agent-bundle-'))
const bundle = join(root, 'agent.mjs')
const emptyFolder = join(root, 'empty')
const started: ChildProcess[] = []

beforeAll(async () => {
  mkdirSync(emptyFolder)
  await build({
    entryPoints: [fileURLToPath(new URL('main.ts', import.meta.url))],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
  })
})

afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(root, { recursive: true, force: true })
})

interface Run {
  child: ChildProcess
  ended: Promise<{ code: number | null; signal: string | null }>
  out(): string
  log(): string
}

const start = (args: readonly string[], env: Record<string, string> = {}): Run => {
  const child = spawn(process.execPath, [bundle, ...args], {
    cwd: emptyFolder,
    env: { NODE_ENV: 'test', ...env },
  })
  started.push(child)
  let out = ''
  let log = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()))
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => ({
    code: typeof code === 'number' ? code : null,
    signal: typeof signal === 'string' ? signal : null,
  }))
  return { child, ended, out: () => out, log: () => log }
}

test('the bundle needs nothing but Node itself', () => {
  const imports = [
    ...readFileSync(bundle, 'utf8').matchAll(/^import .* from "([^"]+)"|\brequire\("([^"]+)"\)/gm),
  ]
  expect(imports.length).toBeGreaterThan(0)
  for (const [, from, required] of imports) expect(from ?? required).toMatch(/^node:/)
})

test('in an empty folder it prints what it would send of this machine', async () => {
  const run = start(['--once', '--print', '--node', 'n1', '--cluster', 'c1', '--label', 'role=db'])
  expect(await run.ended).toEqual({ code: 0, signal: null })
  const body = sentBody.parse(JSON.parse(run.out()))
  expect(body.node).toMatchObject({ name: 'n1', cluster: 'c1', labels: { role: 'db' } })
  expect(body.node.facts).toMatchObject({ agent_name: 'usescope-agent' })
  const names = body.samples[0]?.series.map(({ name }) => name)
  expect(names).toContain('node_cpu_seconds_total')
  expect(names).toContain('node_memory_MemAvailable_bytes')
})

test('it reads another machine’s files where it is told to', async () => {
  using machine = unpackMachine('bare-metal')
  const { proc, sys, etc } = machine.roots
  const run = start(['--once', '--print', '--root-proc', proc, '--root-sys', sys, '--root-etc', etc])
  await run.ended
  const body = sentBody.parse(JSON.parse(run.out()))
  expect(body.node.facts?.['kernel']).toBe('6.14.0-33-generic')
  expect(body.samples[0]?.series.some(({ name }) => name.startsWith('node_filesystem_'))).toBe(false)
})

test('once, it says by its exit code whether the server took it', async () => {
  await using server = await startSampleServer()
  server.replies.push({ status: 200 }, { status: 503 })
  const args = ['--once', '--url', server.url.href]
  expect((await start(args, { USESCOPE_TOKEN: 't1' }).ended).code).toBe(0)
  expect(server.requests[0]?.headers.authorization).toBe('Bearer t1')
  expect((await start(args).ended).code).toBe(1)
})

test('a wrong option is named and ends it', async () => {
  const run = start(['--interval', 'soon'])
  expect((await run.ended).code).toBe(2)
  expect(run.log()).toContain('--interval soon must be a number')
})

test('killed in an outage, it loses nothing and ends cleanly when told to', async () => {
  const away = await startSampleServer()
  const { port } = away.url
  await away.close()
  const buffer = join(root, 'buffer')
  const args = ['--interval', '1', '--url', `http://127.0.0.1:${port}`, '--buffer-dir', buffer]
  const storedFiles = () => {
    try {
      return readdirSync(buffer).filter((name) => /^[^.]*\.json\.gz$/.test(name))
    } catch {
      return []
    }
  }

  const killed = start(args)
  await until(() => storedFiles().length >= 2)
  killed.child.kill('SIGKILL')
  expect(await killed.ended).toEqual({ code: null, signal: 'SIGKILL' })
  const stored = storedFiles().map((name) => Number(name.slice(0, 15)))

  await using server = await startSampleServer(Number(port))
  const next = start(args)
  const samples = () => server.requests.filter(({ path }) => path === '/api/v1/samples')
  await until(() => samples().length > stored.length)
  next.child.kill('SIGTERM')
  expect(await next.ended).toEqual({ code: 0, signal: null })

  const times = samples().map(({ body }) => sentBody.parse(body).samples[0]?.timestampMs)
  expect(times.slice(0, stored.length)).toEqual(stored.sort((a, b) => a - b))
  expect(new Set(times).size).toBe(times.length)
  expect(storedFiles()).toEqual([])
})
