import { MINUTE_MS, minuteOf } from '@/lib/core/times'
import { createRandom } from '@/lib/store/sample-fleet'
import { columnsOfNode, instanceOf, labelsOfNode } from '../load/fleet'
import { encodeLabels } from '@/lib/replay/encode/request-writer'
import { RequestWriter } from '../load/request-writer'
import { comparedHours, foldedSpan, type DataPlan, type Span } from './data-plan'

/** What a recording rule would hold of the folded metric: one series for each node, ready to be read. */
export const RECORDED = 'instance:memory_used:ratio'

const SAMPLES_PER_REQUEST = 9000

interface Sample {
  labels: Buffer
  timeMs: number
  value: number
}

/** What the peers' questions read, in order of time: a recorded metric for all days, every series for the compared hours. */
export function* historyRequests(plan: DataPlan, stepMs: number): Generator<Uint8Array> {
  const writer = new RequestWriter()
  let count = 0
  writer.begin()
  for (const { labels, timeMs, value } of historySamples(plan, stepMs)) {
    writer.add(labels, timeMs, value)
    count += 1
    if (count < SAMPLES_PER_REQUEST) continue
    yield writer.finish()
    writer.begin()
    count = 0
  }
  if (count > 0) yield writer.finish()
}

export function* historySamples(plan: DataPlan, stepMs: number): Generator<Sample> {
  const recorded = recordedLabels(plan.nodes)
  const random = createRandom(plan.nodes)
  const hours = comparedHours(plan)
  const { fromMs, toMs } = foldedSpan(plan)
  for (let timeMs = minuteOf(fromMs); timeMs < toMs; timeMs += MINUTE_MS) {
    if (timeMs % stepMs === 0)
      for (const labels of recorded)
        yield { labels, timeMs, value: Number((0.3 + 0.4 * random()).toFixed(4)) }
    const hour = hours.find((one) => one.fromMs === timeMs)
    if (hour !== undefined) yield* hourSamples(plan, hour, recorded)
    if (hour !== undefined) timeMs = hour.toMs - MINUTE_MS
  }
}

const recordedLabels = (nodes: number): Buffer[] =>
  Array.from({ length: nodes }, (_, node) =>
    encodeLabels([
      ['__name__', RECORDED],
      ['instance', instanceOf(node)],
    ]),
  )

/** A whole hour of every series, minute by minute, the recorded ones among them. */
function* hourSamples(
  { nodes }: DataPlan,
  { fromMs, toMs }: Span,
  recorded: readonly Buffer[],
): Generator<Sample> {
  const ticks = (toMs - fromMs) / MINUTE_MS
  const span = { nodes, startMs: fromMs, ticks, stepMs: MINUTE_MS, kind: 'decimal' } as const
  const fleet = recorded.map((recordedLabel, node) => ({
    recordedLabel,
    labels: labelsOfNode(node).map(encodeLabels),
    columns: columnsOfNode(node, span),
  }))
  for (let tick = 0; tick < ticks; tick += 1)
    for (const { recordedLabel, labels, columns } of fleet) {
      const timeMs = fromMs + tick * MINUTE_MS
      if (tick > 0) yield { labels: recordedLabel, timeMs, value: 0.5 }
      for (const [series, own] of labels.entries())
        yield { labels: own, timeMs, value: columns[series]?.values[tick] ?? 0 }
    }
}
