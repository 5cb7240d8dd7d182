import type { Store } from '@/lib/store/db'
import { readCounts } from '../../system/read-counts'
import { readSamples } from '../../system/read-samples'
import { Answers } from '../client'
import { compareLedger, createLedger, seriesKey, type Comparison, type Ledger } from './ledger'
import { startLedgerSender, type LedgerSender } from './ledger-sender'
import { timeOf, type Plan } from './plan'

const CLUSTER = 'ledger'
const MINUTE_MS = 60_000
const BACKFILL_MS = 12 * 60 * MINUTE_MS
/** Minutes ago, so that what is sent late stays late. */
const LATE_GAP_MS = 15 * MINUTE_MS

/** Senders of the suite's own: some send what is measured now, some catch up on hours, which makes the roller seal all the time. */
export interface LedgerFleet {
  ledger: Ledger
  senders: readonly LedgerSender[]
  stop(): Promise<void>
}

export function startLedgerFleet(
  url: string,
  seed: number,
  nowMs: number,
  headers: Readonly<Record<string, string>> = {},
): LedgerFleet {
  const ledger = createLedger()
  const live = (at: number): Plan => ({
    ...{ seed: seed + at, cluster: CLUSTER, instance: `live-${String(at)}` },
    ...{ startMs: nowMs, stepMs: 500, ticksPerRequest: 1 },
  })
  const late = (at: number): Plan => ({
    ...{ seed: seed + at, cluster: CLUSTER, instance: `late-${String(at)}` },
    ...{ startMs: nowMs - BACKFILL_MS, stepMs: 15_000, ticksPerRequest: 4 },
  })
  const start = (plan: Plan, everyMs: number, newestMs: () => number) =>
    startLedgerSender({ plan, ledger, url, headers, everyMs, newestMs })
  const senders = [
    ...[1, 2, 3, 4].map((at) => start(live(at), 500, Date.now)),
    ...[5, 6, 7, 8].map((at) => start(late(at), 400, () => nowMs - LATE_GAP_MS)),
  ]
  return {
    ledger,
    senders,
    async stop() {
      await Promise.all(senders.map((sender) => sender.stop()))
    },
  }
}

export function answersOf({ senders }: LedgerFleet): Answers {
  const all = new Answers()
  for (const { answers } of senders) all.addAll(answers)
  return all
}

/** What storage holds of the ledger's nodes, beside what was acknowledged. */
export async function compareStorage(store: Store, { ledger }: LedgerFleet): Promise<Comparison> {
  const stored = await readSamples(store, Date.now())
  const found = stored
    .filter(({ cluster }) => cluster === CLUSTER)
    .map(({ name, labels, timesMs, values }) => ({
      key: seriesKey({ cluster: CLUSTER, ...labels, __name__: name }),
      timesMs,
      values,
    }))
  return compareLedger(ledger, found)
}

export interface CountComparison {
  minutes: number
  wrong: number
  example: string | null
}

/** Each minute of each node must count its distinct ticks: nothing doubled, nothing lost. */
export async function compareCounts(store: Store, { senders }: LedgerFleet): Promise<CountComparison> {
  const nowMs = Date.now()
  const window = { fromMs: nowMs - BACKFILL_MS - 60 * MINUTE_MS, toMs: nowMs + MINUTE_MS }
  const counts = await readCounts(store, { cluster: CLUSTER, ...window })
  const comparison: CountComparison = { minutes: 0, wrong: 0, example: null }
  for (const { plan, acknowledged } of senders) {
    const expected = ticksByMinute(plan, acknowledged)
    const counted = counts.get(plan.instance) ?? new Map<number, number>()
    for (const minuteMs of new Set([...expected.keys(), ...counted.keys()])) {
      comparison.minutes += 1
      const [want, have] = [expected.get(minuteMs) ?? 0, counted.get(minuteMs) ?? 0]
      if (want === have) continue
      comparison.wrong += 1
      comparison.example ??= `${plan.instance} at ${new Date(minuteMs).toISOString()}: ${String(have)} of ${String(want)}`
    }
  }
  return comparison
}

function ticksByMinute(plan: Plan, requests: number): Map<number, number> {
  const counts = new Map<number, number>()
  for (let tick = 0; tick < requests * plan.ticksPerRequest; tick += 1) {
    const minuteMs = Math.floor(timeOf(plan, tick) / MINUTE_MS) * MINUTE_MS
    counts.set(minuteMs, (counts.get(minuteMs) ?? 0) + 1)
  }
  return counts
}
