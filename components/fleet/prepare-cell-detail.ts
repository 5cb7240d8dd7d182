import { formatLong } from '@/lib/core/format-value'
import { describeThresholds } from '@/components/ui/prepare-thresholds'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import type { Aspect } from '@/lib/core/checklist/types'
import type { Verdict } from '@/lib/core/judge'
import type { AspectAnswer } from '@/lib/contract/checklist-answer'
import type { FleetNode } from '@/lib/contract/fleet'
import type { Comparison } from '@/lib/contract/view-choices'
import { prepareChange } from './prepare-change'
import type { FleetColumn, FleetReadingColumn } from './prepare-fleet-columns'
import { readingOf } from './prepare-fleet-row'

export interface AspectDetail {
  aspect: Aspect
  headline: AspectAnswer
  verdict: Verdict
  word: string
  title: string
  /** Name and value, in the order they are read. */
  values: { name: string; text: string; isJudged: boolean }[]
  /** Thresholds where it is measured; what switches it on where it is not. */
  note: string
}

const thresholds = (headline: AspectAnswer): string =>
  headline.source === null
    ? describeThresholds(headline)
    : `${describeThresholds(headline)} (${headline.source})`

const AGGREGATIONS: Record<string, string> = {
  worst: 'worst device',
  mean: 'mean of devices',
  sum: 'sum of devices',
}

const titleOf = (headline: AspectAnswer): string => {
  const aggregation = headline.perDevice ? AGGREGATIONS[headline.deviceAggregation ?? ''] : undefined
  return aggregation === undefined ? headline.title : `${headline.title}, ${aggregation}`
}

const noteOf = (verdict: Verdict, headline: AspectAnswer): string => {
  if (verdict === 'not_applicable') return headline.notApplicable ?? 'This node has none.'
  return verdict === 'unmeasured' ? headline.whenUnmeasured : thresholds(headline)
}

/** The judged value against that of the earlier window. */
const changeOf = (
  node: FleetNode,
  column: FleetColumn,
  { aspect, headline }: Pick<FleetReadingColumn, 'aspect' | 'headline'>,
  compare: Comparison,
): AspectDetail['values'] => {
  const judged = (cells: FleetNode['cells']) =>
    readingOf({ cells }, column.id, { aspect, headline })[headline.judgedBy]
  if (headline.unit === null) return []
  const earlier = node.earlier === undefined ? null : judged(node.earlier)
  const change = prepareChange(judged(node.cells), earlier, headline.unit, compare)
  return change === null ? [] : [{ name: '', text: change.label, isJudged: false }]
}

export const prepareCellDetail = (
  node: FleetNode,
  column: FleetColumn,
  compare: Comparison,
): AspectDetail[] =>
  column.readings.map(({ aspect, headline }) => {
    const reading = readingOf(node, column.id, { aspect, headline })
    const { unit } = headline
    const value = (name: string, amount: number | null, isJudged: boolean) =>
      amount === null || unit === null ? [] : [{ name, text: formatLong(amount, unit), isJudged }]
    return {
      aspect,
      headline,
      verdict: reading.verdict,
      word: VERDICT_WORDS[reading.verdict],
      title: headline.metric === null ? '' : titleOf(headline),
      values: [
        ...value('worst 5 min', reading.peak, headline.judgedBy === 'peak'),
        ...value('mean', reading.mean, headline.judgedBy === 'mean'),
        ...value('max', reading.max, false),
        ...value('last', reading.last, false),
        ...changeOf(node, column, { aspect, headline }, compare),
      ],
      note: noteOf(reading.verdict, headline),
    }
  })
