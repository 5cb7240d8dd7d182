import type { Unit } from '@/lib/core/checklist/types'
import { BAD_FROM, OK_UNTIL, WARN_FROM, WARN_UNTIL, type PaletteKind } from './heat-map-palette'

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
  /** Along the legend: 0 is as good as it gets, 1 the worst. */
  at: number
  verdict: 'warn' | 'bad' | null
}

/** Values that share a verdict: where they lie along the legend and in the palette. */
export interface ScaleSpan {
  from: ScaleMark
  to: ScaleMark
  palette: readonly [from: number, to: number]
}

export interface HeatScale {
  kind: PaletteKind
  spans: ScaleSpan[]
  marks: ScaleMark[]
  /** Its place in the palette, 0..1; a worse value never lies lower. */
  positionOf: (value: number) => number
}

const ONLY_BAD_AT = 0.6
const OK = [0, OK_UNTIL] as const
const WARN = [WARN_FROM, WARN_UNTIL] as const
const BAD = [BAD_FROM, 1] as const

const mark = (value: number, at: number, verdict: ScaleMark['verdict'] = null): ScaleMark => ({
  value,
  at,
  verdict,
})

const judgedSpans = (best: number, warn: number, bad: number, worst: number): ScaleSpan[] => {
  const [from, to] = [mark(best, 0), mark(worst, 1)]
  if (warn === bad) {
    const limit = mark(bad, ONLY_BAD_AT, 'bad')
    return [
      { from, to: limit, palette: OK },
      { from: limit, to, palette: BAD },
    ]
  }
  const [warning, limit] = [mark(warn, WARN_FROM, 'warn'), mark(bad, BAD_FROM, 'bad')]
  return [
    { from, to: warning, palette: OK },
    { from: warning, to: limit, palette: WARN },
    { from: limit, to, palette: BAD },
  ]
}

const spansOf = ({ unit, higherIsWorse, warn, bad, highest }: ScaleInput): ScaleSpan[] => {
  const top = highest ?? 0
  const whole = unit === 'ratio' ? 1 : 0
  if (warn === null || bad === null)
    return [{ from: mark(0, 0), to: mark(Math.max(top, whole) || 1, 1), palette: [0, 1] }]
  if (!higherIsWorse) return judgedSpans(Math.max(top, warn * 2), warn, bad, 0)
  const least = unit === 'ratio' && bad < 1 ? 1 : bad * 2
  return judgedSpans(0, warn, bad, Math.max(top, least))
}

const within = (value: number, { from, to, palette }: ScaleSpan): number => {
  const share = (value - from.value) / (to.value - from.value)
  return palette[0] + Math.min(1, Math.max(0, share)) * (palette[1] - palette[0])
}

/**
 * Linear from threshold to threshold, and each verdict has its own part of the palette: one colour means bad on each
 * heat map, whatever the highest value is.
 */
export const createHeatScale = (input: ScaleInput): HeatScale => {
  const spans = spansOf(input)
  const isBetter = (value: number, limit: number) => (input.higherIsWorse ? value < limit : value > limit)
  const last = spans.at(-1)
  return {
    kind: input.warn === null || input.bad === null ? 'neutral' : 'judged',
    spans,
    marks: [...spans.map(({ from }) => from), ...(last === undefined ? [] : [last.to])],
    positionOf: (value) => {
      const span = spans.find(({ to }) => isBetter(value, to.value)) ?? last
      return span === undefined ? 0 : within(value, span)
    },
  }
}
