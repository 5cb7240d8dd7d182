import type { Unit } from '@/lib/core/checklist/types'

interface ScaleInput {
  unit: Unit
  higherIsWorse: boolean
  warn: number | null
  bad: number | null
  /** The largest value there is; null without any. */
  highest: number | null
}

export interface ScaleMark {
  value: number
  /** 0 is as good as it gets, 1 the worst. */
  position: number
  verdict: 'warn' | 'bad' | null
}

export interface HeatScale {
  /** By rising position. */
  marks: ScaleMark[]
  positionOf: (value: number) => number
}

const WARN_AT = 0.45
const BAD_AT = 0.72
/** Where a value is bad as soon as it is a warning. */
const ONLY_BAD_AT = 0.6

const mark = (value: number, position: number, verdict: ScaleMark['verdict'] = null): ScaleMark => ({
  value,
  position,
  verdict,
})

const limitMarks = (warn: number, bad: number): ScaleMark[] =>
  warn === bad ? [mark(bad, ONLY_BAD_AT, 'bad')] : [mark(warn, WARN_AT, 'warn'), mark(bad, BAD_AT, 'bad')]

const marksOf = ({ unit, higherIsWorse, warn, bad, highest }: ScaleInput): ScaleMark[] => {
  const top = highest ?? 0
  const whole = unit === 'ratio' ? 1 : 0
  if (warn === null || bad === null) return [mark(0, 0), mark(Math.max(top, whole) || 1, 1)]
  if (!higherIsWorse) return [mark(Math.max(top, warn * 2), 0), ...limitMarks(warn, bad), mark(0, 1)]
  const least = unit === 'ratio' && bad < 1 ? 1 : bad * 2
  return [mark(0, 0), ...limitMarks(warn, bad), mark(Math.max(top, least), 1)]
}

const between = (value: number, from: ScaleMark, to: ScaleMark): number => {
  const share = (value - from.value) / (to.value - from.value)
  return from.position + Math.min(1, Math.max(0, share)) * (to.position - from.position)
}

/**
 * Linear from threshold to threshold, and the thresholds at the same places for every metric: one colour means bad on
 * each heat map, whatever the highest value is.
 */
export const createHeatScale = (input: ScaleInput): HeatScale => {
  const marks = marksOf(input)
  const isBefore = (value: number, limit: number) => (input.higherIsWorse ? value < limit : value > limit)
  return {
    marks,
    positionOf: (value) => {
      for (let at = 1; at < marks.length; at += 1) {
        const from = marks[at - 1]
        const to = marks[at]
        if (from === undefined || to === undefined) break
        if (at === marks.length - 1 || isBefore(value, to.value)) return between(value, from, to)
      }
      return 0
    },
  }
}
