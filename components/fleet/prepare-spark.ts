import type { SeriesAnswer } from '@/lib/contract/series'
import type { AspectAnswer } from '@/lib/contract/checklist-answer'

export const SPARK_WIDTH = 120
export const SPARK_HEIGHT = 22

export interface Spark {
  /** A line for every stretch without a gap. */
  path: string
  /** How high the bad threshold lies; null where it is above the picture. */
  badY: number | null
  highest: number
}

/** Ratios fill the height from 0 to 1; everything else up to its highest value. */
const ceilingOf = (values: readonly (number | null)[], { unit, bad }: AspectAnswer): number => {
  const highest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0)
  if (unit === 'ratio') return Math.max(1, highest)
  return bad !== null && bad <= 4 * highest ? Math.max(bad, highest) : highest
}

/** The greatest value of each step, so that a spike never disappears; null where nothing was measured. */
export const prepareSpark = (answer: SeriesAnswer, headline: AspectAnswer): Spark | null => {
  const line = answer.series.find(({ metric, device }) => metric === headline.metric && device === '')
  if (line === undefined || !line.max.some((value) => value !== null)) return null
  const ceiling = ceilingOf(line.max, headline)
  const scale = ceiling === 0 ? 0 : (SPARK_HEIGHT - 2) / ceiling
  const y = (value: number) => Number((SPARK_HEIGHT - 1 - value * scale).toFixed(1))
  const stepPx = SPARK_WIDTH / Math.max(1, line.max.length)
  let path = ''
  line.max.forEach((value, step) => {
    if (value === null) return
    const from = Number((step * stepPx).toFixed(1))
    const isBegin = (line.max[step - 1] ?? null) === null
    path += `${isBegin ? 'M' : 'L'}${String(from)} ${String(y(value))}H${String(Number(((step + 1) * stepPx).toFixed(1)))}`
  })
  const { bad } = headline
  return {
    path,
    badY: bad === null || bad > ceiling || ceiling === 0 ? null : y(bad),
    highest: line.max.reduce<number>((most, value) => Math.max(most, value ?? 0), 0),
  }
}
