import { medianOf } from '../quantile'
import type { BurstTimes } from './candidates'
import type { KindOnsets } from './kind-onsets'
import { DIP_MS } from './window-hits'

interface Span {
  fromMs: number
  toMs: number
}

/**
 * How long nodes are busy with what begins in a window, at the median: from the burst on until none of the metrics that do it
 * together bursts any more. One metric alone may fall below its threshold and rise again.
 */
export const lastingMs = (
  windows: readonly { onsets: KindOnsets }[],
  { nodes, timesMs }: Pick<BurstTimes, 'nodes' | 'timesMs'>,
): number => {
  const spans = spansByNode(windows, new Set(nodes))
  return medianOf(
    nodes.map((node, at) => endOf(spans.get(node) ?? [], timesMs[at] ?? NaN) - (timesMs[at] ?? NaN)),
  )
}

/** In the order of their begin. */
const spansByNode = (
  windows: readonly { onsets: KindOnsets }[],
  wanted: ReadonlySet<number>,
): ReadonlyMap<number, readonly Span[]> => {
  const byNode = new Map([...wanted].map((node): [number, Span[]] => [node, []]))
  for (const { onsets } of windows)
    for (let at = 0; at < onsets.length; at += 1) {
      const fromMs = onsets.timeMs[at] ?? NaN
      byNode.get(onsets.node[at] ?? -1)?.push({ fromMs, toMs: fromMs + (onsets.lengthMs[at] ?? 0) })
    }
  for (const spans of byNode.values()) spans.sort((one, other) => one.fromMs - other.fromMs)
  return byNode
}

const endOf = (spans: readonly Span[], fromMs: number): number => {
  let endMs = fromMs
  for (const span of spans) {
    if (span.fromMs < fromMs) continue
    if (span.fromMs > endMs + DIP_MS) break
    endMs = Math.max(endMs, span.toMs)
  }
  return endMs
}
