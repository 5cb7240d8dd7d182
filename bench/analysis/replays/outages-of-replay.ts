import type { PastOutages } from '@/lib/core/explain/separate-outages'
import type { SpanTimes } from '@/lib/core/explain/spans'
import { findOutages, type Outage } from '@/lib/core/outages/find-outages'
import { PathRuns } from '@/lib/core/outages/path-spans'
import type { ProbePath } from '@/lib/core/outages/probe'
import { PROBE_SUCCESS } from '@/lib/core/outages/probe-series'
import { readPresence, type HeardSteps, type TimeSpan } from '@/lib/core/outages/silences'
import { isReplacedIn } from '@/lib/core/outages/replaced'
import { probeSources } from '@/lib/replay/encode/probe-sources'
import type { Replay } from '@/lib/replay/make-replay'

/** Who went out in the days of the replay, as the page finds it in silences and probes. */
export const outagesOfReplay = (replay: Replay, times: SpanTimes): PastOutages | undefined => {
  const [windowMs = 0] = times.startsMs
  const endMs = windowMs + times.windowSteps * times.stepMs
  const window = { fromMs: replay.startMs, toMs: Math.min(endMs, replay.endMs) }
  const heard = heardSteps(replay, window.toMs)
  const presence = readPresence(heard)
  const { outages } = findOutages({
    presence,
    stepMs: replay.stepMs,
    ...probesOf(replay, heard),
    asOfMs: window.toMs,
    isReplaced: (node, span) => isReplacedIn(replay.nodes[node], span),
  })
  const begun = outages.filter((outage) => isOfNode(outage, window))
  const fromMs = windowMs - times.leadSteps * times.stepMs
  const out = new Set(begun.flatMap((outage) => (outage.fromMs >= fromMs ? outage.endpoint : [])))
  return out.size === 0 ? undefined : { rates: { presence, nodes: replay.nodes, window, begun }, out }
}

const isOfNode = ({ evidence, fromMs }: Outage, window: TimeSpan): boolean =>
  evidence.isSilent && fromMs >= window.fromMs && fromMs < window.toMs

const heardSteps = ({ metrics, nodes, startMs, stepMs }: Replay, asOfMs: number): HeardSteps => {
  const stepCount = Math.floor((asOfMs - startMs) / stepMs)
  const heard = new Uint8Array(nodes.length * stepCount)
  for (const { rows, values, stepCount: steps } of metrics)
    rows.forEach(({ node }, row) => {
      for (let step = 0; step < stepCount; step += 1) {
        const value = values[row * steps + step] ?? NaN
        if (value === value) heard[node * stepCount + step] = 1
      }
    })
  return { startMs, stepMs, stepCount, heard, intervalsMs: nodes.map(() => stepMs), asOfMs }
}

/** A node that is silent tells nothing of its probes either. */
const probesOf = (
  replay: Replay,
  { heard, stepCount, startMs, stepMs }: HeardSteps,
): { paths: ProbePath[]; probes: PathRuns[] } => {
  const places = new Map(replay.nodes.map(({ name }, at) => [name, at]))
  const all = replay.nodes.flatMap((node) =>
    probeSources(replay, node)
      .filter(({ name }) => name === PROBE_SUCCESS)
      .map(({ labels, at }) => {
        const runs = new PathRuns()
        const steps = Array.from({ length: stepCount }, (_, step) => step).filter(
          (step) => heard[node.index * stepCount + step] === 1,
        )
        runs.add({
          timesMs: Float64Array.from(steps, (step) => startMs + step * stepMs),
          isConnected: steps.map((step) => at(step)),
        })
        return {
          path: { source: node.index, target: places.get(labels?.target ?? '') ?? -1, port: '22' },
          runs,
        }
      }),
  )
  return { paths: all.map(({ path }) => path), probes: all.map(({ runs }) => runs) }
}
