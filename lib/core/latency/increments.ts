import { countOf, incrementOf, layerOfCumulative } from './cumulative'
import type { Histogram } from './histogram'
import type { ClassicContent, LatencyPoint } from './point'

/** What one series observed, told at a time. */
export interface Increment {
  seriesId: number
  timeMs: number
  histogram: Histogram
}

/**
 * What was observed by what is told from `fromMs` to before `toMs`. Points are merged, and those before `fromMs` only say what a
 * series had counted by then: growth whose begin is not among the points belongs to no time and is left out.
 */
export const incrementsOf = (points: readonly LatencyPoint[], fromMs: number, toMs: number): Increment[] => {
  const increments: Increment[] = []
  let before: Histogram | null = null
  let seriesId = 0
  for (const point of points) {
    if (point.seriesId !== seriesId) before = null
    seriesId = point.seriesId
    const { timeMs, content } = point
    const isWanted = timeMs >= fromMs && timeMs < toMs
    if (content.kind === 'delta') {
      if (isWanted) increments.push({ seriesId, timeMs, histogram: content.histogram })
      continue
    }
    const told = toldBy(content)
    if (told === undefined) continue
    const isReset = content.kind === 'cumulative' && content.isReset
    const histogram = told === null || before === null ? null : isReset ? told : incrementOf(before, told)
    if (histogram !== null && isWanted) increments.push({ seriesId, timeMs, histogram })
    before = told
  }
  return increments
}

/** Null ends what was told before; undefined is too little to say anything. */
const toldBy = (
  content: Exclude<LatencyPoint['content'], { kind: 'delta' }>,
): Histogram | null | undefined => {
  if (content.kind === 'gap') return null
  if (content.kind === 'cumulative') return content.histogram
  return histogramOfClassic(content) ?? undefined
}

/** Without a bucket of all observations, their count is one. Null where that is missing too. */
const histogramOfClassic = (content: ClassicContent): Histogram | null => {
  const { boundsMs, cumulative, count, sumMs } = content
  const isWhole = boundsMs.at(-1) === Infinity
  if (!isWhole && Number.isNaN(count)) return null
  if (boundsMs.length === 0) return null
  const layer = layerOfCumulative(
    isWhole ? content : { boundsMs: [...boundsMs, Infinity], cumulative: [...cumulative, count] },
  )
  if (layer === null) return null
  return {
    layers: [layer],
    count: countOf(layer),
    sumMs,
    minMs: NaN,
    maxMs: NaN,
    errorCount: 0,
    errorsKnownOf: 0,
  }
}
