import { formatClock, formatDuration } from '@/components/ui/format-time'
import { formatCounted, formatLong } from '@/lib/core/format-value'
import type { CorrelatedPair, CorrelationsAnswer } from '@/lib/contract/correlations'
import type { Unit } from '@/lib/core/checklist/types'
import type { Zone } from '@/lib/contract/view-choices'

type Values = readonly (number | null)[]

/** From lowest to highest in a box of steps × 1, as wide steps; a gap stays a gap. */
export const tracePath = (values: Values): string => {
  const measured = values.filter((value) => value !== null)
  const lowest = measured.reduce((least, value) => Math.min(least, value), Infinity)
  const spread = measured.reduce((most, value) => Math.max(most, value), -Infinity) - lowest
  let path = ''
  values.forEach((value, step) => {
    if (value === null) return
    const y = (1 - (spread === 0 ? 0.5 : (value - lowest) / spread)).toFixed(3)
    const isBroken = step === 0 || values[step - 1] === null
    path += `${isBroken ? 'M' : 'L'}${String(step)} ${y}H${String(step + 1)}`
  })
  return path
}

/** A true minus, and always two digits, so that coefficients stand under one another. */
export const coefficientText = (coefficient: number): string =>
  `${coefficient <= -0.005 ? '−' : '+'}${Math.abs(coefficient).toFixed(2)}`

export const lagText = (lagSeconds: number): string => {
  if (lagSeconds === 0) return 'at the same time'
  return `${formatDuration(Math.abs(lagSeconds) * 1000)} ${lagSeconds > 0 ? 'later' : 'earlier'}`
}

export const chanceText = (share: number): string =>
  share < 0.001 ? '< 0.1 %' : `${(100 * share).toPrecision(2)} %`

const valueText = (value: number | null | undefined, unit: Unit): string =>
  value === null || value === undefined ? 'not measured' : formatLong(value, unit)

/** What both are at a step, after its time. */
export const describePair = (
  { target, metric, window, stepMs }: CorrelationsAnswer,
  pair: CorrelatedPair | null,
  step: number,
  zone: Zone,
): string[] => {
  const own = `${target.name} ${metric.title}: ${valueText(target.values[step], metric.unit)}`
  const time = formatClock(window.fromMs + step * stepMs, zone)
  if (pair === null) return [time, own]
  return [time, `${pair.name} ${pair.title}: ${valueText(pair.values[step], pair.unit)}`, own]
}

const PROBLEMS: Record<NonNullable<CorrelationsAnswer['target']['problem']>, string> = {
  not_measured: 'was measured in less than half of the window, so nothing can be compared with it.',
  too_short: 'has too few steps in this window: choose at least half an hour.',
  constant: 'does not move in this window, so nothing can move with it.',
}

/** One sentence on what was found, or on why nothing can be. */
export const describeFindings = (answer: CorrelationsAnswer): string => {
  const { target, metric, pairs, compared, discovered, nodes } = answer
  const subject = `${metric.resourceTitle} · ${metric.title} of ${target.name}`
  if (target.problem !== null) return `${subject} ${PROBLEMS[target.problem]}`
  const among = `${compared.toLocaleString('en-GB')} other series of ${formatCounted(nodes.compared, 'node')}`
  if (discovered === 0)
    return `Nothing moves with ${subject}: none of ${among} reaches 0.5 and is more than chance.`
  const shown =
    pairs.length === discovered ? '' : ` ${String(pairs.length)} of them shown, the strongest first.`
  return `${discovered.toLocaleString('en-GB')} of ${among} move with ${subject}.${shown}`
}

/** What was done to the series, and how sure the findings are. */
export const describeMethod = (answer: CorrelationsAnswer): string => {
  const { isProfileRemoved, stepMs, lagMaxSeconds, nodes } = answer
  const removed = isProfileRemoved
    ? 'Each series without its own rhythm of the day and its trend'
    : 'Each series without its trend (a rhythm of the day is told apart from three days on)'
  const cut =
    nodes.compared < nodes.of
      ? ` ${String(nodes.compared)} of ${String(nodes.of)} nodes compared; a filter chooses others.`
      : ''
  return `${removed}, in steps of ${formatDuration(stepMs)}, up to ${formatDuration(lagMaxSeconds * 1000)} apart. Shown are coefficients of 0.5 and more, of which at most one in twenty is expected to be chance.${cut}`
}

const CSV_HEADER = ['node', 'metric', 'coefficient', 'lag seconds', 'n', 'effective n', 'p', 'q']

export const pairCsvRows = (pairs: readonly CorrelatedPair[]): (string | number)[][] => [
  CSV_HEADER,
  ...pairs.map((pair) => [
    pair.name,
    pair.metric,
    pair.coefficient,
    pair.lagSeconds,
    pair.n,
    pair.effectiveN,
    pair.pValue,
    pair.qValue,
  ]),
]
