/** A logarithmic axis of latency; `lowMs` is above zero and below `highMs`. */
export interface LogAxis {
  lowMs: number
  highMs: number
}

/** A narrower axis would show nothing but noise. */
const LEAST_RATIO = 4
/** Part of the axis for what lies beyond the outermost edge. */
const MARGIN = 0.06

interface AxisInput extends LogAxis {
  /** Whether anything lies below the lowest, or above the highest edge. */
  isBelow: boolean
  isAbove: boolean
}

/** Wide enough to read, with room for what lies beyond the edges. */
export const createAxis = ({ lowMs, highMs, isBelow, isAbove }: AxisInput): LogAxis => {
  const low = lowMs > 0 ? lowMs : Math.min(highMs / LEAST_RATIO, 1e-3)
  const widen = Math.max(1, Math.sqrt(LEAST_RATIO / Math.max(1, highMs / low)))
  const axis = { lowMs: low / widen, highMs: Math.max(highMs, low) * widen }
  const room = (axis.highMs / axis.lowMs) ** MARGIN
  return {
    lowMs: isBelow ? axis.lowMs / room : axis.lowMs,
    highMs: isAbove ? axis.highMs * room : axis.highMs,
  }
}

/** How far up a latency lies, from 0 to 1. */
export const shareOfMs = ({ lowMs, highMs }: LogAxis, ms: number): number =>
  ms <= lowMs ? 0 : Math.min(1, Math.log(ms / lowMs) / Math.log(highMs / lowMs))

export const msAtShare = ({ lowMs, highMs }: LogAxis, share: number): number =>
  lowMs * (highMs / lowMs) ** Math.min(1, Math.max(0, share))

/** Of each power of ten, from few ticks to many. */
const MULTIPLES: readonly (readonly number[])[] = [[1, 2, 5], [1, 3], [1]]

/** Round latencies on the axis, at most about `most` of them. */
export const logTicks = (axis: LogAxis, most: number): number[] => {
  const first = Math.floor(Math.log10(axis.lowMs))
  const last = Math.ceil(Math.log10(axis.highMs))
  const ticksOf = (multiples: readonly number[]) =>
    Array.from({ length: last - first + 1 }, (_, power) =>
      multiples.map((multiple) => Number(`${String(multiple)}e${String(first + power)}`)),
    )
      .flat()
      .filter((ms) => ms >= axis.lowMs && ms <= axis.highMs)
  const fitting = MULTIPLES.map(ticksOf).find((ticks) => ticks.length <= most)
  if (fitting !== undefined) return fitting
  const powers = ticksOf([1])
  const every = Math.ceil(powers.length / Math.max(1, most))
  return powers.filter((_, index) => index % every === 0)
}
