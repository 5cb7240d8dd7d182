import { gzipSync } from 'node:zlib'
import { eventually } from '../system/process'
import {
  answerToHead,
  gzipBomb,
  MEBIBYTE,
  samplesCall,
  snappyBomb,
  writeBody,
  writeCall,
  gauge,
} from './bodies'
import { Answers, createClient, type Call, type Client } from './client'
import type { Fault, Scene } from './fault'
import { watchMemory } from './memory'
import { openPlace } from './place'
import { pass } from './time'

const GIBIBYTE = 1024 * MEBIBYTE
const MANY = 8
const ROUNDS = 3
const GROWTH_BOUND_MEBIBYTES = 100
const WARM_UP_REQUESTS = 200
const WARM_UP_NAMES = ['node_memory_MemTotal_bytes', 'node_memory_MemAvailable_bytes', 'warm']
const ROLLED_BOUND_MS = 30_000
const SETTLE_MS = 3000
const GZIP = { 'content-encoding': 'gzip' }

export const bombs: Fault = {
  name: 'bombs',
  done: 'bodies that say they hold, or inflate to, 1 to 4 GiB; nested ones; a declared length of 1 TiB',
  async run(scene) {
    const { app } = await openPlace(scene)
    const client = createClient(app.url)
    scene.onEnd(() => client.close())
    await warmUp(client)
    const pid = app.pid()
    if (pid === null) throw new Error('the server does not run')
    const memory = watchMemory(pid)
    for (const bomb of tooLarge()) await judgeBomb(scene, client, bomb)
    const nested = await client.ask(samplesCall(gzipSync(gzipBomb(GIBIBYTE)), GZIP))
    scene.check('gzip within gzip is refused', nested.status === 400, String(nested.status))
    const twice = await client.ask(samplesCall(gzipBomb(GIBIBYTE), { 'content-encoding': 'gzip, gzip' }))
    scene.check('two encodings are refused', twice.status === 415, String(twice.status))
    for (const path of ['/api/v1/write', '/api/v1/samples']) {
      const type = path.endsWith('write') ? writeCall(new Uint8Array()).headers : samplesCall('').headers
      const first = await answerToHead(app.url, path, { ...type, 'content-length': String(1024 * GIBIBYTE) })
      scene.check(`413 before the body of a declared 1 TiB at ${path}`, first.includes(' 413 '), first)
    }
    const grown = memory.grownMebibytes()
    scene.check(
      'resident memory grows by less than 100 MiB',
      grown < GROWTH_BOUND_MEBIBYTES,
      `${String(grown)} MiB`,
    )
    const after = await client.ask(writeCall(writeBody([gauge('after', 'bombs', Date.now(), 1)])))
    scene.check('the server lives on', after.status === 204 && app.pid() === pid, String(after.status))
  },
}

/** Buffers and caches that any server has after a while are no growth, nor is what the roller needs for these samples. */
async function warmUp(client: Client): Promise<void> {
  const nowMs = Date.now()
  for (let at = 0; at < WARM_UP_REQUESTS; at += 1) {
    const series = WARM_UP_NAMES.map((name) => gauge(name, 'bombs', nowMs - at, at + 1))
    await client.ask(writeCall(writeBody(series)))
  }
  await eventually('the roller has shown what was sent', ROLLED_BOUND_MS, async () =>
    (await client.ask({ path: '/api/v1/fleet?from=now-15m' })).body.includes('"bombs"'),
  )
  // The thread of long analyses begins with the first of them.
  await client.ask({ path: '/api/v1/recurrences' })
  await pass(SETTLE_MS)
}

interface Bomb {
  what: string
  call: Call
  /** Large ones one by one, since what is received itself needs room. */
  atOnce: number
}

const tooLarge = (): Bomb[] => [
  { what: 'snappy that says 1 GiB', call: writeCall(snappyBomb(GIBIBYTE)), atOnce: MANY },
  { what: 'snappy that says 4 GiB', call: writeCall(snappyBomb(4 * GIBIBYTE - 1)), atOnce: MANY },
  { what: 'gzip of 1 GiB', call: samplesCall(gzipBomb(GIBIBYTE), GZIP), atOnce: MANY },
  { what: 'gzip of 4 GiB', call: samplesCall(gzipBomb(4 * GIBIBYTE), GZIP), atOnce: 1 },
  { what: '40 MiB as they are', call: writeCall(Buffer.alloc(40 * MEBIBYTE, 1)), atOnce: 1 },
]

async function judgeBomb(scene: Scene, client: Client, { what, call, atOnce }: Bomb): Promise<void> {
  const answers = new Answers()
  for (let round = 0; round < ROUNDS; round += 1) {
    const exchanges = await Promise.all(Array.from({ length: atOnce }, () => client.ask(call)))
    for (const exchange of exchanges) answers.add(exchange)
  }
  scene.check(`413 for ${what}`, answers.areOnly(413), String(answers))
}
