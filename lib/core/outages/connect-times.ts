/** Bounds grow by so much: ten to a power of ten. */
const PER_DECADE = 10

export interface ConnectTimes {
  count: number
  /** In seconds, ascending, without gaps between the first and the last. */
  bins: { fromSeconds: number; toSeconds: number; count: number }[]
  /** Exact to a bin: the upper bound of the one it lies in. */
  medianSeconds: number | null
  p99Seconds: number | null
}

/** How long good probes took, in bins that grow by a quarter. */
export class ConnectTimeCounter {
  private readonly counts = new Map<number, number>()
  private total = 0

  add(seconds: number): void {
    if (!(seconds > 0 && seconds < Infinity)) return
    const bin = Math.floor(Math.log10(seconds) * PER_DECADE)
    this.counts.set(bin, (this.counts.get(bin) ?? 0) + 1)
    this.total += 1
  }

  finish(): ConnectTimes {
    const places = [...this.counts.keys()]
    const [first, last] = [Math.min(...places), Math.max(...places)]
    const bins = Array.from({ length: places.length === 0 ? 0 : last - first + 1 }, (_, at) => ({
      fromSeconds: boundOf(first + at),
      toSeconds: boundOf(first + at + 1),
      count: this.counts.get(first + at) ?? 0,
    }))
    const quantile = (share: number): number | null => {
      let below = 0
      return bins.find(({ count }) => (below += count) >= share * this.total)?.toSeconds ?? null
    }
    return { count: this.total, bins, medianSeconds: quantile(0.5), p99Seconds: quantile(0.99) }
  }
}

const boundOf = (bin: number): number => Number((10 ** (bin / PER_DECADE)).toPrecision(3))
