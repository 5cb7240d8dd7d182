import type { QuantileLine } from '@/lib/contract/latency'
import { isResolved, quantileTitle } from './format-latency'
import { shareOfMs, type LogAxis } from './log-axis'

/** A quantile over the steps, in a box of steps × 1 with 0 at the top. */
export interface DrawnQuantile {
  quantile: number
  title: string
  /** Where the buckets resolve it. */
  line: string
  /** Between what it is at least and at most; where it is resolved, that is thinner than the line. */
  band: string
  /** Where it ends, for its name; null where nothing was observed. */
  end: { step: number; at: number } | null
}

const round = (value: number): string => String(Number(value.toFixed(4)))

export const drawQuantile = (line: QuantileLine, axis: LogAxis): DrawnQuantile => {
  const heightOf = (ms: number) => 1 - shareOfMs(axis, ms)
  let [drawn, band] = ['', '']
  let isOpen = false
  let end: DrawnQuantile['end'] = null
  line.low.forEach((low, step) => {
    if (low === null) {
      isOpen = false
      return
    }
    const [value = null, high = null] = [line.value[step], line.high[step]]
    const top = high === null ? 0 : heightOf(high)
    band += `M${String(step)} ${round(heightOf(low))}V${round(top)}H${String(step + 1)}V${round(heightOf(low))}z`
    const isLine = value !== null && isResolved({ value, low, high })
    if (isLine) drawn += `${isOpen ? 'V' : `M${String(step)} `}${round(heightOf(value))}H${String(step + 1)}`
    isOpen = isLine
    end = { step, at: value === null ? top : heightOf(value) }
  })
  return { quantile: line.quantile, title: quantileTitle(line.quantile), line: drawn, band, end }
}

/** Names beside the lines, the highest quantile on top, moved apart as far as they need to be read. */
export const placeNames = (lines: readonly DrawnQuantile[], gap: number): { title: string; at: number }[] => {
  const placed: { title: string; at: number }[] = []
  const fromTop = lines
    .toSorted((one, other) => other.quantile - one.quantile)
    .flatMap(({ title, end }) => (end === null ? [] : [{ title, at: end.at }]))
  for (const { title, at } of fromTop)
    placed.push({ title, at: Math.max(at, (placed.at(-1)?.at ?? -gap) + gap) })
  const beyond = Math.max(0, (placed.at(-1)?.at ?? 0) - 1)
  return placed.map(({ title, at }) => ({ title, at: Math.max(0, at - beyond) }))
}
