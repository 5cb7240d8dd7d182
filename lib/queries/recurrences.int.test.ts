import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AnalysisThread } from '../analysis/analysis-thread'
import { recurrencesAnswer, recurrencesParams, type RecurrencesAnswer } from '../contract/recurrences'
import type { MetricId } from '../core/checklist/types'
import { DAY_MS, HOUR_MS, MINUTE_MS, dayOf } from '../core/times'
import { makeReplay } from '../replay/make-replay'
import { OnsetFinder } from '../roll/onset-finder'
import { appendEvents } from '../store/events'
import { appendFacts } from '../store/facts'
import { readNodes } from '../store/nodes'
import { readOnsets, readOnsetsRange } from '../store/onsets'
import { inSnapshot } from '../store/snapshot'
import { execute } from '../store/sql'
import { createTestDatabase, type TestDatabase } from '../store/test-database'
import { readRecurrences } from './read-recurrences'
import { buildAnalysisWorker } from './test-analyses'
import { rollTestSamples } from './test-samples'

const METRICS: readonly MetricId[] = ['disk.utilization.busy', 'cpu.utilization.busy']
/** Noon, so that the last day is a half one. */
const NOW_MS = dayOf(Date.now()) - DAY_MS + 12 * HOUR_MS
const RETENTION = { chunkRetentionDays: 30, roll1mRetentionDays: 14, roll5mRetentionDays: 395 }
const replay = makeReplay('unattended-upgrades', {
  nodes: 16,
  days: 5.5,
  endMs: NOW_MS,
  affectedShare: 0.3,
  hasDecoys: false,
  seed: 7,
})
const WINDOW = { fromMs: replay.startMs, toMs: NOW_MS }

let database: TestDatabase
let removeWorker: () => void
let thread: AnalysisThread

const samplesOf = (metric: MetricId) => {
  const history = replay.metrics.find((one) => one.metric === metric)
  if (history === undefined) throw new Error(`the replay has no ${metric}`)
  const { rows, stepCount, stepMs, startMs, values } = history
  return rows.map(({ node }, row) => ({
    node: replay.nodes[node]?.name ?? '',
    cluster: replay.nodes[node]?.cluster ?? '',
    metric,
    samples: Array.from(
      { length: stepCount },
      (_, step) => [startMs + step * stepMs, values[row * stepCount + step] ?? NaN] as const,
    ).filter(([, value]) => value === value),
  }))
}

const tellFactsAndEvents = async (): Promise<void> => {
  const ids = new Map((await readNodes(database.store)).map(({ id, instance }) => [instance, id]))
  await appendFacts(
    database.store,
    replay.nodes.flatMap(({ name, facts }) =>
      facts.map(({ fact, value, fromMs }) => ({
        nodeId: ids.get(name) ?? 0,
        device: '',
        name: fact,
        value,
        observedMs: Math.max(fromMs, replay.startMs),
      })),
    ),
  )
  const events = replay.events.map((event, at) => ({
    ...event,
    contentHash: createHash('sha256').update(String(at)).digest().subarray(0, 16),
  }))
  await appendEvents(database.store, events, NOW_MS)
}

const findOnsets = async (): Promise<number> => {
  const finder = new OnsetFinder(database.store, RETENTION, 0)
  let steps = 0
  while (await finder.step([1], NOW_MS)) steps += 1
  return steps
}

/** Before anything was looked through. */
let early: RecurrencesAnswer

beforeAll(async () => {
  database = await createTestDatabase()
  const worker = await buildAnalysisWorker()
  removeWorker = worker.remove
  thread = new AnalysisThread(worker.file, { databaseUrl: database.databaseUrl, queryTimeoutMs: 20_000 })
  await rollTestSamples(database.store, METRICS.flatMap(samplesOf), NOW_MS)
  await tellFactsAndEvents()
  early = await ask()
  await findOnsets()
}, 180_000)

afterAll(async () => {
  await thread.stop()
  removeWorker()
  await database.drop()
})

const ask = (search: Record<string, string> = {}): Promise<RecurrencesAnswer> =>
  inSnapshot(database.store, (snapshot) =>
    readRecurrences(snapshot, recurrencesParams.parse(search), NOW_MS + MINUTE_MS, () => undefined),
  )
const stored = () => readOnsets(database.store, WINDOW, 'disk.utilization.busy')

it('what comes back is found in the onsets that were stored, with its window, fact and timer', async () => {
  const answer = recurrencesAnswer.parse(await ask())
  const [first] = answer.recurrences
  expect(first).toMatchObject({ resource: 'disk', periodMinutes: 1440, clock: 'undecided' })
  expect(Math.abs((first?.startMinuteOfPeriod ?? 0) - 360)).toBeLessThanOrEqual(15)
  expect(Math.abs((first?.endMinuteOfPeriod ?? 0) - 420)).toBeLessThanOrEqual(15)
  expect(first?.separatedBy).toMatchObject({ fact: 'age', op: '<', value: '24' })
  expect(first?.candidates[0]).toMatchObject({ source: 'systemd', name: 'apt-daily-upgrade.timer' })
  expect(first?.nodes.length).toBe(first?.nodesAffected)
  expect(answer.metricsScanned).toBe(2)
})

it('an answer says that it is still looking until every day was looked through', async () => {
  expect(early).toMatchObject({ isFinding: true, metricsScanned: 0 })
  expect((await ask()).isFinding).toBe(false)
})

it('a zone tells the window by its own clock', async () => {
  const [utc, tokyo] = await Promise.all([ask(), ask({ tz: 'Asia/Tokyo' })])
  const [one, other] = [utc.recurrences[0], tokyo.recurrences[0]]
  expect(other?.startMinuteOfPeriod).toBe((one?.startMinuteOfPeriod ?? 0) + 540)
  expect(other?.signature).toBe(one?.signature)
})

it('the thread for long analyses answers the same', async () => {
  const task = { name: 'recurrences', params: recurrencesParams.parse({}), nowMs: NOW_MS + MINUTE_MS }
  const { json } = await thread.run(task, new AbortController().signal)
  const answer = recurrencesAnswer.parse(JSON.parse(new TextDecoder().decode(json)))
  expect(answer.recurrences).toEqual((await ask()).recurrences)
})

it('windows of the future, before the data or of an hour are answered with nothing', async () => {
  for (const [fromMs, toMs] of [
    [NOW_MS + DAY_MS, NOW_MS + 2 * DAY_MS],
    [NOW_MS - 40 * DAY_MS, NOW_MS - 30 * DAY_MS],
    [NOW_MS - HOUR_MS, NOW_MS],
  ])
    expect((await ask({ from: String(fromMs), to: String(toMs) })).recurrences).toEqual([])
})

it('onsets found twice are the same, and nothing is done where nothing is new', async () => {
  expect(await findOnsets()).toBe(0)
  const before = await stored()
  await execute(database.store, 'UPDATE onset_progress SET until_ms = day_ms, touches = touches + 1')
  expect(await findOnsets()).toBeGreaterThan(0)
  expect(await stored()).toEqual(before)
})

it('late samples have the onsets of their day found again', async () => {
  const lateMs = dayOf(NOW_MS) - 2 * DAY_MS + 15 * HOUR_MS + 30_000
  const version = (await readOnsetsRange(database.store, WINDOW))?.version
  const late = Array.from({ length: 8 }, (_, minute) => [lateMs + minute * MINUTE_MS, 1] as const)
  const { name = '', cluster = '' } = replay.nodes[3] ?? {}
  await rollTestSamples(
    database.store,
    [{ node: name, cluster, metric: 'disk.utilization.busy', samples: late }],
    NOW_MS + MINUTE_MS,
  )
  expect((await readOnsetsRange(database.store, WINDOW))?.version).not.toBe(version)
  expect(await findOnsets()).toBeGreaterThan(0)
  const times = (await stored()).flatMap(({ onsets }) => [...onsets.startMs])
  expect(times.some((timeMs) => Math.abs(timeMs - lateMs) <= 2 * MINUTE_MS)).toBe(true)
}, 60_000)
