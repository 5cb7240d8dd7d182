import { metricById } from '@/lib/core/checklist/checklist'
import { findOnsets } from '@/lib/core/onsets/find-onsets'
import { onsetFloorOf } from '@/lib/core/onsets/floors'
import { measuredHours } from '@/lib/core/onsets/measured-hours'
import type { MetricOnsets, RecurrenceInput } from '@/lib/core/recurrences/input'
import { zoneOffset } from '@/lib/core/zoned-time'
import type { Replay } from '@/lib/replay/make-replay'

export const onsetsOfReplay = ({ metrics, startMs, endMs }: Replay): MetricOnsets[] => {
  const window = { fromMs: startMs, toMs: endMs }
  return metrics.map((history) => {
    const definition = metricById(history.metric)
    const floor = definition === undefined ? 0 : onsetFloorOf(definition)
    const higherIsWorse = definition?.higherIsWorse ?? true
    const onsets = findOnsets(history, { floor, higherIsWorse, window })
    return { metric: history.metric, rows: history.rows, onsets, observed: measuredHours(history, window) }
  })
}

export const inputOfReplay = (
  replay: Replay,
  metrics: readonly MetricOnsets[],
  zone: string,
): RecurrenceInput => {
  const byName = new Map(replay.nodes.map(({ name, index }) => [name, index]))
  const byCluster = (cluster: string) =>
    replay.nodes.filter((node) => node.cluster === cluster).map(({ index }) => index)
  return {
    window: { fromMs: replay.startMs, toMs: replay.endMs },
    nodes: replay.nodes,
    metrics,
    events: replay.events.map(({ source, name, startMs, node, cluster }) => {
      const known = node === null ? undefined : byName.get(node)
      if (node !== null) return { source, name, startMs, nodes: known === undefined ? [] : [known] }
      return { source, name, startMs, nodes: cluster === '' ? null : byCluster(cluster) }
    }),
    zone,
    offsetAt: zoneOffset(zone),
  }
}
