import { setTimeout as wait } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { loadConfig } from '@/lib/config/config'
import type { Config } from '@/lib/config/config'
import { closeStore, openStore } from '@/lib/store/db'
import type { Store } from '@/lib/store/db'
import { deleteOldEvents, eventsKeptFromMs } from '@/lib/store/events'
import { deleteOldLatencyBuckets } from '@/lib/store/latency/buckets'
import { deleteOldProgress } from '@/lib/store/onsets'
import { deleteOldProfiles, profilesKeptFromMs } from '@/lib/store/profiles'
import { applyRetention } from '@/lib/store/retention'
import { giveWay } from '@/lib/telemetry/give-way'
import { logger } from '@/lib/telemetry/logger'
import { LatencyRoller } from './latency/latency-roller'
import { IdlePace } from './idle-pace'
import { OnsetFinder } from './onset-finder'
import { createRoller } from './roller'
import type { Roller, TickReport } from './roller'

const STOP_MESSAGE = 'stop'
const RETENTION_PERIOD_MS = 60_000
const PROGRESS_PERIOD_MS = 5000

/** Sealing writes more at once than a page may wait for. */
const ROLL_QUERY_TIMEOUT_MS = 120_000
const ROLL_POOL_SIZE = 4

/** So long what is told of latencies and onsets may wait for the roller to look again. */
const IDLE_REST_MS = 8000

const monotonicMs = () => performance.now()
const clock = { nowMs: () => Date.now() }

async function run(config: Config, signal: AbortSignal): Promise<void> {
  const store = openStore({
    databaseUrl: config.databaseUrl,
    poolSize: ROLL_POOL_SIZE,
    queryTimeoutMs: Math.max(ROLL_QUERY_TIMEOUT_MS, config.queryTimeoutMs),
  })
  const roller = createRoller(store, config, clock)
  const report = createReporter()
  const onsets = new OnsetFinder(store, config)
  const latencies = new LatencyRoller(store, config)
  const [latencyPace, onsetPace] = [
    new IdlePace(IDLE_REST_MS, monotonicMs),
    new IdlePace(IDLE_REST_MS, monotonicMs),
  ]
  let nextRetentionMs = 0
  while (!signal.aborted) {
    const startedMs = clock.nowMs()
    const isBehind = await attempt('roll', () => tick(roller, report))
    if (isBehind === null) parentPort?.postMessage({ failed: 'the log of this process says why' })
    if (startedMs >= nextRetentionMs) {
      await attempt('retention', () => retain(store, config))
      nextRetentionMs = startedMs + RETENTION_PERIOD_MS
    }
    const nextMs = startedMs + config.rollIntervalMs
    const hasTime = () => !signal.aborted && isBehind !== true && clock.nowMs() < nextMs
    await attempt('latencies', () =>
      latencyPace.run(async () => (await latencies.pass(clock.nowMs(), hasTime)) > 0),
    )
    if (isBehind === true) continue
    await attempt('onsets', () => onsetPace.run(() => findOnsetsUntil(nextMs, onsets, roller, signal)))
    await pause(nextMs - clock.nowMs(), signal)
  }
  await roller.stop()
  await closeStore(store)
}

/** A failure is logged and the work done again later: the database may be away for a while. */
async function attempt<Result>(what: string, work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work()
  } catch (error) {
    logger.error({ err: error, what }, 'the roller will try again')
    return null
  }
}

async function tick(roller: Roller, report: (tick: TickReport) => void): Promise<boolean> {
  const ticked = await roller.tick()
  report(ticked)
  return ticked.entriesRemaining > 0
}

/** In the time that rolling leaves, a metric of a day after the other; answers whether there was any. */
async function findOnsetsUntil(
  nextMs: number,
  onsets: OnsetFinder,
  roller: Roller,
  signal: AbortSignal,
): Promise<boolean> {
  let hadWork = false
  while (!signal.aborted && (await onsets.step(roller.heldGroups(), clock.nowMs()))) {
    hadWork = true
    if (clock.nowMs() >= nextMs) break
  }
  return hadWork
}

async function retain(store: Store, config: Config): Promise<void> {
  const dropped = await applyRetention(store, config, clock.nowMs())
  if (dropped.length > 0) logger.info({ partitions: dropped }, 'partitions past retention were dropped')
  await deleteOldProgress(store, eventsKeptFromMs(config, clock.nowMs()))
  await deleteOldLatencyBuckets(store, eventsKeptFromMs(config, clock.nowMs()))
  const deleted = await deleteOldEvents(store, eventsKeptFromMs(config, clock.nowMs()))
  if (deleted > 0) logger.info({ events: deleted }, 'events past retention were deleted')
  const profiles = await deleteOldProfiles(store, profilesKeptFromMs(config, clock.nowMs()))
  if (profiles > 0) logger.info({ profiles }, 'profiles past retention were deleted')
}

function createReporter(): (tick: TickReport) => void {
  let nextProgressMs = 0
  let wasBehind = false
  return (ticked) => {
    parentPort?.postMessage(ticked)
    const isBehind = ticked.entriesRemaining > 0
    if (isBehind && clock.nowMs() >= nextProgressMs) {
      nextProgressMs = clock.nowMs() + PROGRESS_PERIOD_MS
      logger.info(
        { entriesRemaining: ticked.entriesRemaining, asOfMs: ticked.asOfMs },
        'catching up with the log',
      )
    }
    if (wasBehind && !isBehind) logger.info({ asOfMs: ticked.asOfMs }, 'caught up with the log')
    wasBehind = isBehind
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(Math.max(0, ms), undefined, { signal }).catch(() => undefined)
}

giveWay()
const controller = new AbortController()
parentPort?.on('message', (message) => {
  if (message === STOP_MESSAGE) controller.abort()
})
run(loadConfig(process.env), controller.signal).then(
  () => parentPort?.close(),
  (error: unknown) => {
    logger.fatal({ err: error }, 'the roller cannot go on')
    process.exit(1)
  },
)
