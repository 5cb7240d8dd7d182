import type { SeriesLine } from '@/lib/contract/series'

export interface Spark {
  /** Paths in a box of `width` × 1; null where nothing was measured. */
  band: string
  line: string
  width: number
  /** The value at the top of the box. */
  top: number
}

type Values = readonly (number | null)[]

interface Run {
  from: number
  to: number
}

/** Stretches of measured steps; between two of them nothing is drawn. */
const runsOf = (values: Values): Run[] => {
  const runs: Run[] = []
  values.forEach((value, step) => {
    if (value === null) return
    const last = runs.at(-1)
    if (last?.to === step) last.to = step + 1
    else runs.push({ from: step, to: step + 1 })
  })
  return runs
}

const print = (value: number): string => String(Math.round(value * 1_000) / 1_000)

/** A step is as wide as it is long, so that a lone one is seen too. */
const outline = ({ from, to }: Run, heightOf: (step: number) => number): string[] =>
  Array.from({ length: to - from }, (_, index) => {
    const y = print(heightOf(from + index))
    return `${String(from + index)} ${y} ${String(from + index + 1)} ${y}`
  })

/** A shared scale `top` makes sparks comparable; values above it are cut at the edge. */
export const prepareSpark = (
  { mean, min, max }: Pick<SeriesLine, 'mean' | 'min' | 'max'>,
  top: number,
): Spark => {
  const height = (values: Values) => (step: number) =>
    1 - Math.min(1, Math.max(0, (values[step] ?? 0) / (top === 0 ? 1 : top)))
  const runs = runsOf(mean)
  const band = runs.map((run) => {
    const upper = outline(run, height(max))
    const lower = outline(run, height(min)).map((corners) => corners.split(' '))
    const back = lower.toReversed().map(([a = '', y = '', b = '']) => `${b} ${y} ${a} ${y}`)
    return `M${upper.join(' ')} ${back.join(' ')}Z`
  })
  return {
    band: band.join(''),
    line: runs.map((run) => `M${outline(run, height(mean)).join(' ')}`).join(''),
    width: mean.length,
    top,
  }
}

export const highestOf = (lines: readonly Pick<SeriesLine, 'max'>[]): number =>
  lines.reduce((most, { max }) => max.reduce((far: number, value) => Math.max(far, value ?? 0), most), 0)
