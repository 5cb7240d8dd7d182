import type { CacheKind } from '../core/byte-cache'
import { METRIC_IDS } from '../core/checklist/checklist'
import { addColumns, createSpanParts, type SpanParts, type StepParts } from '../core/compare-window'
import { groupBy } from '../core/group-by'
import type { Window } from '../core/series'
import type { Scope } from '../store/block'
import type { Directory } from '../store/directory-codec'
import { readRollParts, type PartsBlock } from '../store/roll-parts'
import type { Snapshot } from '../store/snapshot'
import type { GroupState } from '../store/store-state'
import { timedSync } from '@/lib/telemetry/timing'

/** What a metric was in all of a span, by column of the directory. */
export interface FoldedSpan {
  groupId: number
  metric: string
  directory: Directory
  span: Window
  parts: SpanParts
}

const BYTES_PER_COLUMN = 24
const FOLD_BYTES = 500

const FOLDED: CacheKind<readonly FoldedSpan[]> = {
  name: 'span',
  bytesOf: (folded) =>
    folded.reduce((sum, { parts }) => sum + FOLD_BYTES + BYTES_PER_COLUMN * parts.count.length, 0),
}

/** What is sealed of the spans, of which none overlaps another: from memory where it was folded before. */
export const readFoldedSpans = async (
  snapshot: Snapshot,
  scope: Scope,
  spans: readonly Window[],
): Promise<FoldedSpan[]> => {
  const groups = [...snapshot.state.groups.values()]
  const asked = spans.flatMap((span) => groups.map((group) => ({ span, group })))
  const kept = asked.map(({ span, group }) =>
    snapshot.cache.get(FOLDED, keyOf(scope, group.groupId, span), group.sealedVersion),
  )
  const missing = asked.filter((_, at) => kept[at] === undefined)
  const fresh = await foldMissing(snapshot, scope, missing)
  return [...kept.flatMap((folded) => folded ?? []), ...fresh]
}

interface Missing {
  span: Window
  group: GroupState
}

const keyOf = (scope: Scope, groupId: number, { fromMs, toMs }: Window): string =>
  `${scope} ${String(groupId)} ${String(fromMs)} ${String(toMs)}`

const foldMissing = async (
  snapshot: Snapshot,
  scope: Scope,
  missing: readonly Missing[],
): Promise<FoldedSpan[]> => {
  const blocks = await readRollParts(snapshot, 'roll_5m', {
    groupIds: [...new Set(missing.map(({ group }) => group.groupId))],
    metrics: METRIC_IDS,
    scope,
    windows: [...new Set(missing.map(({ span }) => span))],
    parts: ['count', 'sum', 'max'],
  })
  return timedSync('compute', () => {
    const byGroup = groupBy(blocks, ({ groupId }) => groupId)
    return missing.flatMap(({ span, group }) => {
      const { groupId, sealedVersion } = group
      const isInside = ({ startMs }: PartsBlock) => startMs >= span.fromMs && startMs < span.toMs
      const steps = byGroup.get(groupId)?.filter(isInside).map(toSteps) ?? []
      const folded = foldSteps(steps, span)
      snapshot.cache.set(FOLDED, keyOf(scope, groupId, span), sealedVersion, folded)
      return folded
    })
  })
}

/** Steps of a metric that lie in one span. */
export type SpanSteps = StepParts & Pick<FoldedSpan, 'groupId' | 'metric' | 'directory'>

const EMPTY = new Float32Array()

const toSteps = ({ parts: [count = EMPTY, sum = EMPTY, max = EMPTY], ...block }: PartsBlock): SpanSteps => ({
  ...block,
  count,
  sum,
  max,
})

export const foldSteps = (blocks: readonly SpanSteps[], span: Window): FoldedSpan[] => {
  const folded = new Map<string, Map<Directory, FoldedSpan>>()
  for (const block of blocks) {
    const { groupId, metric, directory } = block
    const ofMetric = folded.get(metric) ?? new Map<Directory, FoldedSpan>()
    folded.set(metric, ofMetric)
    const known = ofMetric.get(directory)
    const into = known ?? {
      groupId,
      metric,
      directory,
      span,
      parts: createSpanParts(directory.nodeSlots.length),
    }
    if (known === undefined) ofMetric.set(directory, into)
    addColumns(into.parts, block)
  }
  return [...folded.values()].flatMap((ofMetric) => [...ofMetric.values()])
}
