import type { HeatMapBands } from '@/lib/contract/heat-map'
import type { Unit } from '@/lib/core/checklist/types'

interface BandsInput {
  bands: HeatMapBands
  unit: Unit
  warn: number | null
  bad: number | null
  widthPx: number
  heightPx: number
}

export interface BandsChart {
  top: number
  /** Paths of SVG; a gap where no node is measured. */
  area: string
  median: string
  worst: string
  thresholds: { verdict: 'warn' | 'bad'; y: number }[]
}

const MAGNITUDES = [1, 1.5, 2, 3, 4, 5, 6, 8, 10]

const niceTop = (value: number): number => {
  if (value <= 0) return 1
  const magnitude = 10 ** Math.floor(Math.log10(value))
  return (MAGNITUDES.find((factor) => factor * magnitude >= value * 0.9999) ?? 10) * magnitude
}

const highestOf = ({ p90, worst }: HeatMapBands): number =>
  [...p90, ...worst].reduce<number>((highest, value) => Math.max(highest, value ?? 0), 0)

/** Runs of neighbouring steps that are measured, each drawn on its own. */
const runsOf = (values: readonly (number | null)[]): [from: number, to: number][] => {
  const runs: [number, number][] = []
  values.forEach((value, step) => {
    if (value === null) return
    const last = runs.at(-1)
    if (last !== undefined && last[1] === step) last[1] = step + 1
    else runs.push([step, step + 1])
  })
  return runs
}

type Place = (step: number, value: number) => string

/** Steps are as wide as the columns below, so each value is drawn as a tread over the whole of its step. */
const treads = (values: readonly (number | null)[], from: number, to: number, at: Place): string[] =>
  Array.from({ length: to - from }, (_, offset) => {
    const value = values[from + offset] ?? 0
    return `${at(from + offset, value)} ${at(from + offset + 1, value)}`
  })

const lineOf = (values: readonly (number | null)[], at: Place): string =>
  runsOf(values)
    .map(([from, to]) => `M${treads(values, from, to, at).join(' L')}`)
    .join(' ')

const areaOf = ({ p10, p90 }: HeatMapBands, at: Place): string =>
  runsOf(p10)
    .map(([from, to]) => {
      const back = treads(p10, from, to, at).flatMap((tread) => tread.split(' '))
      return `M${treads(p90, from, to, at).join(' L')} L${back.toReversed().join(' L')} Z`
    })
    .join(' ')

export const prepareBands = ({ bands, unit, warn, bad, widthPx, heightPx }: BandsInput): BandsChart => {
  const highest = highestOf(bands)
  const top = unit === 'ratio' && highest <= 1 && highest > 0.3 ? 1 : niceTop(highest)
  const yOf = (value: number) => Number((heightPx * (1 - Math.min(1, value / top))).toFixed(1))
  const stepPx = widthPx / Math.max(1, bands.p50.length)
  const at: Place = (step, value) => `${(step * stepPx).toFixed(1)},${String(yOf(value))}`
  const thresholds = [
    ...(warn === null ? [] : [{ verdict: 'warn' as const, value: warn }]),
    ...(bad === null ? [] : [{ verdict: 'bad' as const, value: bad }]),
  ]
  return {
    top,
    area: areaOf(bands, at),
    median: lineOf(bands.p50, at),
    worst: lineOf(bands.worst, at),
    thresholds: thresholds
      .filter(({ value }) => value > top / 50 && value <= top)
      .map(({ verdict, value }) => ({ verdict, y: yOf(value) })),
  }
}
