import type { HeatMapPositions } from '@/components/charts/heat-map-image'
import type { CountScale } from '@/lib/contract/view-choices'
import type { PanelBands } from './prepare-bands'

/** A count has its place in the palette, 0..1; a higher one never lies lower, and any lies above none. */
export interface CountColours {
  positionOf: (count: number) => number
  /** Counts along the legend. */
  marks: { count: number; at: number }[]
}

/** The least that a single observation stands out. */
const LEAST_POSITION = 0.12
const LEGEND_MARKS = 5

/** One scale for all panels, so that equal colours mean equal counts. */
export const createColours = (scale: CountScale, panels: readonly PanelBands[]): CountColours => {
  const seen = Float64Array.from(
    panels.flatMap(({ counts }) => [...counts].filter((count) => count > 0)),
  ).sort()
  const most = seen.at(-1) ?? 1
  const least = seen[0] ?? 1
  const [place, countAt] =
    scale === 'quantile' ? byRank(seen) : scale === 'linear' ? evenly(most) : byLogarithm(least, most)
  const marks = Array.from({ length: LEGEND_MARKS }, (_, mark) => mark / (LEGEND_MARKS - 1))
  return {
    positionOf: (count) => (count > 0 ? LEAST_POSITION + (1 - LEAST_POSITION) * place(count) : 0),
    marks: marks
      .map((share) => ({ count: countAt(share), at: LEAST_POSITION + (1 - LEAST_POSITION) * share }))
      .filter(({ count }, mark, all) => mark === 0 || count > (all[mark - 1]?.count ?? 0)),
  }
}

type Scale = readonly [place: (count: number) => number, countAt: (share: number) => number]

const evenly = (most: number): Scale => [(count) => count / most, (share) => share * most]

const byLogarithm = (least: number, most: number): Scale => {
  const span = Math.log(most / least)
  return span === 0
    ? [() => 1, () => most]
    : [(count) => Math.log(count / least) / span, (share) => least * Math.exp(share * span)]
}

/** Equal parts of the cells with observations have equal parts of the palette. */
const byRank = (sorted: Float64Array): Scale => {
  const last = Math.max(1, sorted.length - 1)
  return [
    (count) => Math.min(1, firstAtLeast(sorted, count) / last),
    (share) => sorted[Math.round(share * (sorted.length - 1))] ?? 0,
  ]
}

const firstAtLeast = (sorted: Float64Array, value: number): number => {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** The picture, line by line from the top; NaN where nothing was told. */
export const positionsOf = (
  { lines, stepCount, counts }: PanelBands,
  { positionOf }: CountColours,
): HeatMapPositions => {
  const positions = new Float32Array(lines.length * stepCount).fill(NaN)
  lines.forEach((band, line) => {
    if (band < 0) return
    for (let step = 0; step < stepCount; step += 1) {
      const count = counts[band * stepCount + step] ?? NaN
      if (count === count) positions[line * stepCount + step] = positionOf(count)
    }
  })
  return { rowCount: lines.length, stepCount, positions }
}
