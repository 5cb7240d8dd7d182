import path from 'node:path'
import type { Store } from '@/lib/store/db'
import { missingPrograms } from '@/scripts/debian-packages.mjs'
import { freePort } from '@/scripts/processes.mjs'
import { eventually, type RunningProcess } from '../system/process'
import { readSamples, type StoredSeries } from '../system/read-samples'
import {
  readPrometheus,
  SCRAPE_INTERVAL_MS,
  startNodeExporter,
  startPrometheus,
  startVmagent,
} from '../system/senders'
import { keyOf, measuredTimes, timesByKey } from '../system/series-times'
import { AGENT_INTERVAL_MS, startAgent } from './agent'
import { SkippedFault, type Scene } from './fault'
import {
  answersOf,
  compareCounts,
  compareStorage,
  startLedgerFleet,
  type LedgerFleet,
} from './ledger/ledger-fleet'
import { isExact } from './ledger/ledger'
import type { Place } from './place'

/** Everybody who sends: Prometheus, vmagent, the own collector and the ledger's senders. */
export interface Fleet {
  ledger: LedgerFleet
  prometheusPort: number
}

const CLUSTERS = ['prometheus', 'vmagent', 'agent']
const FIRST_SAMPLES_BOUND_MS = 60_000
const NEEDED = ['prometheus', 'prometheus-node-exporter', 'vmagent']
/** vmagent doubles its pause up to a minute. */
const DELIVERY_BOUND_MS = 120_000
const ROLLED_BOUND_MS = 60_000

/** Resolves once the first samples of each have arrived. */
export async function openFleet(scene: Scene, { app, store }: Place): Promise<Fleet> {
  const appUrl = app.url
  const missing = missingPrograms().filter((program) => NEEDED.includes(program))
  if (missing.length > 0) throw new SkippedFault(`${missing.join(', ')} not installed`)
  const exporterPort = await freePort()
  const prometheusPort = await freePort()
  const place = { exporterPort, appUrl }
  const keep = (sender: RunningProcess) => scene.onEnd(() => sender.end('SIGKILL'))
  keep(startNodeExporter(exporterPort))
  keep(startPrometheus({ ...place, folder: path.join(scene.folder, 'prometheus'), port: prometheusPort }))
  keep(startVmagent({ ...place, folder: path.join(scene.folder, 'vmagent'), port: await freePort() }))
  keep(startAgent(scene.folder, appUrl))
  await eventually('every sender is heard', FIRST_SAMPLES_BOUND_MS, async () => {
    const nodes = await store.prisma.node.findMany({ where: { cluster: { in: CLUSTERS } } })
    return new Set(nodes.map(({ cluster }) => cluster)).size === CLUSTERS.length
  })
  const ledger = startLedgerFleet(appUrl, scene.random.between(0, 2 ** 31), Date.now())
  return { ledger, prometheusPort }
}

/** Once everything is delivered: what each sender sent must be there, once. */
export async function judgeFleet(scene: Scene, fleet: Fleet, store: Store): Promise<void> {
  const endMs = Date.now()
  await fleet.ledger.stop()
  await judgeLedger(scene, fleet.ledger, store)
  await judgeDelivery(scene, fleet, store, endMs)
}

export async function judgeLedger(scene: Scene, ledger: LedgerFleet, store: Store): Promise<void> {
  const storage = await compareStorage(store, ledger)
  scene.check(
    'every acknowledged sample is stored exactly once',
    storage.expected > 0 && isExact(storage),
    `${String(storage.expected)} acknowledged, ${String(storage.missing)} missing, ${String(storage.changed)} changed, ` +
      `${String(storage.repeated)} repeated, ${String(storage.unknown)} unknown${withExample(storage.example)}`,
  )
  await eventuallyOrNot(ROLLED_BOUND_MS, async () => (await compareCounts(store, ledger)).wrong === 0)
  const counts = await compareCounts(store, ledger)
  scene.check(
    'each minute on the screens counts each tick once',
    counts.minutes > 0 && counts.wrong === 0,
    `${String(counts.minutes)} node-minutes, ${String(counts.wrong)} wrong${withExample(counts.example)}`,
  )
}

const withExample = (example: string | null): string => (example === null ? '' : ` (${example})`)

/** The check that follows says what was missing, so a bound that is reached is no error yet. */
const eventuallyOrNot = (boundMs: number, condition: () => Promise<boolean>): Promise<void> =>
  eventually('it', boundMs, condition).catch(() => undefined)

async function judgeDelivery(scene: Scene, fleet: Fleet, store: Store, endMs: number): Promise<void> {
  const expected = await readPrometheus(fleet.prometheusPort, '{job="node"}', endMs)
  const seen = async () => {
    const stored = await readSamples(store, endMs)
    return {
      prometheus: missingOf(expected, timesByKey(stored, 'prometheus', endMs)),
      vmagent: gapOf(stored, 'vmagent', 'node_load1', endMs),
      agent: gapOf(stored, 'agent', 'node_memory_MemTotal_bytes', endMs),
    }
  }
  const isWhole = ({ prometheus, vmagent, agent }: Awaited<ReturnType<typeof seen>>) =>
    prometheus.samples > 0 &&
    prometheus.missing === 0 &&
    vmagent < 1.5 * SCRAPE_INTERVAL_MS &&
    agent < 1.5 * AGENT_INTERVAL_MS
  await eventuallyOrNot(DELIVERY_BOUND_MS, async () => isWhole(await seen()))
  const { prometheus, vmagent, agent } = await seen()
  scene.check(
    'no gap from Prometheus',
    prometheus.samples > 0 && prometheus.missing === 0,
    `${String(prometheus.samples)} samples, ${String(prometheus.missing)} missing`,
  )
  const gaps = [
    { sender: 'vmagent', gapMs: vmagent, intervalMs: SCRAPE_INTERVAL_MS },
    { sender: 'the own collector', gapMs: agent, intervalMs: AGENT_INTERVAL_MS },
  ]
  for (const { sender, gapMs, intervalMs } of gaps) {
    const seen = `longest step ${(gapMs / 1000).toFixed(1)} s of ${String(intervalMs / 1000)} s`
    scene.check(`no gap from ${sender}`, gapMs < 1.5 * intervalMs, seen)
  }
}

function missingOf(
  expected: Awaited<ReturnType<typeof readPrometheus>>,
  stored: ReadonlyMap<string, readonly number[]>,
): { samples: number; missing: number } {
  let samples = 0
  let missing = 0
  for (const { labels, timesMs } of expected) {
    const times = new Set(stored.get(keyOf(labels, labels.__name__ ?? '')))
    samples += timesMs.length
    missing += timesMs.filter((timeMs) => !times.has(timeMs)).length
  }
  return { samples, missing }
}

/** The longest step between two samples of a series, up to the end. */
function gapOf(stored: readonly StoredSeries[], cluster: string, name: string, endMs: number): number {
  const series = stored.find((one) => one.cluster === cluster && one.name === name)
  const measured = series === undefined ? [] : measuredTimes(series, endMs)
  if (measured.length === 0) return Infinity
  const times = [...measured, endMs]
  return Math.max(...times.slice(1).map((timeMs, at) => timeMs - (times[at] ?? 0)))
}

export function judgeAnswers(scene: Scene, { ledger }: Fleet, allowed: readonly (number | null)[]): void {
  const answers = answersOf(ledger)
  const words = allowed.map((status) => (status === null ? 'a broken connection' : String(status))).join(', ')
  scene.check(
    `senders hear only ${words}, each within 5 s`,
    answers.areOnly(...allowed) && answers.slowestMs < 5000,
    String(answers),
  )
}
