import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeReplay } from '../replay/make-replay'
import { createRoller } from '../roll/roller'
import { startTestServer, type TestServer } from '../server/test-server'
import { readDemoNodes } from '../store/demo-nodes'
import { OnsetFinder } from '../roll/onset-finder'
import { removeDemo } from '../store/remove-demo'
import { query } from '../store/sql'
import { endOfMinute } from './demo-file'
import { sendReplay } from './load-replay'
import { Poster } from './post'

const CONFIG = {
  sealWaitMs: 30_000,
  chunkRetentionDays: 30,
  roll1mRetentionDays: 14,
  roll5mRetentionDays: 395,
}
const REMOVALS = 4
const EMPTY_TABLES = ['chunk', 'roll_1m', 'roll_5m', 'hot', 'fact', 'onset', 'onset_progress', 'ingest_log']

let server: TestServer
let clockMs = Date.now()
const failures: unknown[] = []

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

/** Rolls, and finds onsets, until it is told to stop; each pass is some seconds after the one before. */
const keepRolling = (signal: AbortSignal): Promise<void> => {
  const { store } = server.database
  const roller = createRoller(store, CONFIG, { nowMs: () => clockMs })
  const onsets = new OnsetFinder(store, CONFIG, 0)
  const roll = async () => {
    while (!signal.aborted) {
      clockMs += 3000
      await roller.tick().catch((error: unknown) => failures.push(error))
      for (let left = 5; left > 0; left -= 1)
        await onsets.step(roller.heldGroups(), clockMs).catch((error: unknown) => failures.push(error))
    }
    await roller.stop()
  }
  return roll()
}

/** Loads the same fleet again and again, until it is told to stop. */
const keepLoading = async (signal: AbortSignal): Promise<void> => {
  const poster = new Poster({ url: server.url, token: null })
  const endMs = endOfMinute(Date.now())
  for (let seed = 1; !signal.aborted; seed += 1)
    await sendReplay(makeReplay('unattended-upgrades', { nodes: 6, days: 0.2, endMs, seed }), poster, {
      onProgress: () => undefined,
    })
  poster.close()
}

it('a fleet is removed while it is loaded and rolled, and nobody fails', async () => {
  const { store } = server.database
  const [loading, rolling] = [new AbortController(), new AbortController()]
  const rolled = keepRolling(rolling.signal)
  const loaded = keepLoading(loading.signal)
  for (let left = REMOVALS; left > 0; left -= 1) {
    await expect.poll(async () => (await readDemoNodes(store)).nodes, { timeout: 30_000 }).toBeGreaterThan(0)
    expect(await removeDemo(store)).toBeGreaterThan(0)
  }
  loading.abort()
  await loaded
  await removeDemo(store)
  rolling.abort()
  await rolled
  expect(failures).toEqual([])
  expect((await readDemoNodes(store)).nodes).toBe(0)
  for (const table of EMPTY_TABLES)
    expect(await query(store, `SELECT 1 FROM ${table} LIMIT 1`), table).toEqual([])
}, 120_000)
