import { scaleTop } from '@/components/charts/prepare-scale'
import type { CsvCell } from '@/components/ui/download-csv'
import type { FailuresAnswer, FailureSeries } from '@/lib/contract/failures'
import { formatCount, formatLong } from '@/lib/core/format-value'

/** Told apart by lightness and by what fills them; the last is for all others. */
export const FILLS = ['1', '2', '3', '4', '5', '6', '7'] as const
export const OTHER_FILL = 'other'

export interface StackPart {
  /** Of the points of the stack. */
  key: string
  fill: string
  name: string
  series: FailureSeries
}

export type StackPoint = Record<string, number | null> & { atMs: number }

export interface Stack {
  parts: StackPart[]
  points: StackPoint[]
  yMax: number
}

const nameOf = (value: string, by: string): string => (value === '' ? `without ${by}` : value)

/** Failures a second by value, one upon the other; a step in which nothing was measured is a gap. */
export const prepareStack = (answer: FailuresAnswer): Stack => {
  const { series, other, by, stepMs, stepCount, window } = answer
  const parts: StackPart[] = series.map((one, at) => ({
    key: `v${String(at)}`,
    fill: FILLS[at] ?? OTHER_FILL,
    name: nameOf(one.value, by),
    series: one,
  }))
  if (other !== null)
    parts.push({
      key: 'other',
      fill: OTHER_FILL,
      name: `${formatCount(other.values)} others`,
      series: other,
    })
  let highest = 0
  const points = Array.from({ length: stepCount }, (_, step) => {
    const isMeasured = parts.some(({ series: { counts } }) => (counts[step] ?? null) !== null)
    const point: StackPoint = { atMs: window.fromMs + (step + 0.5) * stepMs }
    let sum = 0
    for (const { key, series: one } of parts) {
      const rate = ((one.counts[step] ?? 0) * 1000) / stepMs
      point[key] = isMeasured ? rate : null
      sum += rate
    }
    highest = Math.max(highest, sum)
    return point
  })
  return { parts, points, yMax: scaleTop(highest, 'per_second') }
}

/** What a step holds, the most first. */
export const describeFailures = ({ parts }: Stack, step: number, stepMs: number): string[] => {
  const counted = parts.flatMap(({ name, series }) => {
    const count = series.counts[step] ?? null
    return count === null || count === 0 ? [] : [{ name, count }]
  })
  if (counted.length === 0)
    return [
      parts.some(({ series }) => (series.counts[step] ?? null) !== null) ? 'no failures' : 'not measured',
    ]
  return counted
    .sort((one, other) => other.count - one.count)
    .map(({ name, count }) => `${name}: ${formatLong((count * 1000) / stepMs, 'per_second')}`)
}

/** The answer before anything else is read. */
export const headlineOf = (answer: FailuresAnswer): string => {
  const { total, failedShare, amplificationTotal } = answer
  if (total === null) return 'No failures are counted here'
  const share = failedShare === null ? '' : `, ${formatLong(failedShare, 'ratio')} of all attempts`
  const times =
    amplificationTotal === null
      ? ''
      : `; ${String(Number(amplificationTotal.toPrecision(3)))} attempts for each success`
  return `${formatCount(Math.round(total))} ${total === 1 ? 'failure' : 'failures'}${share}${times}`
}

export const furtherSentence = ({
  retries,
  deadlocks,
  retransmits,
  counters,
  countersTotal,
}: FailuresAnswer) =>
  [
    ...[
      [retries, 'retries'],
      [deadlocks, 'deadlocks'],
      [retransmits, 'TCP segments sent again'],
    ].flatMap(([count, what]) =>
      typeof count === 'number' ? [`${formatCount(Math.round(count))} ${String(what)}.`] : [],
    ),
    `Counted by ${counters.slice(0, 4).join(', ')}${countersTotal > 4 ? ` and ${formatCount(countersTotal - 4)} more counters` : ''}.`,
  ].join(' ')

export const failureRows = ({ series, other, by, window, stepMs }: FailuresAnswer): CsvCell[][] => {
  const all = [...series, ...(other === null ? [] : [{ ...other, value: 'all others' }])]
  return [
    ['time', ...all.map(({ value }) => nameOf(value, by))],
    ...(all[0]?.counts ?? []).map((_, step) => [
      new Date(window.fromMs + step * stepMs).toISOString(),
      ...all.map(({ counts }) => counts[step] ?? null),
    ]),
  ]
}

/** Whether the step with the most attempts for each success stands out, and when it was. */
export const worstAmplification = ({
  amplification,
  window,
  stepMs,
}: FailuresAnswer): { atMs: number; times: number } | null => {
  const worst = amplification.reduce<{ step: number; times: number } | null>(
    (most, times, step) => (times !== null && times > (most?.times ?? 0) ? { step, times } : most),
    null,
  )
  return worst === null ? null : { atMs: window.fromMs + worst.step * stepMs, times: worst.times }
}
