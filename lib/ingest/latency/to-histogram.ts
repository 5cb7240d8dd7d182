import { countOf } from '@/lib/core/latency/cumulative'
import { layerOfObservations } from '@/lib/core/latency/exponential-index'
import type { Histogram, HistogramFigures, HistogramLayer } from '@/lib/core/latency/histogram'
import type { HistogramDocument } from './histogram-document'

type Buckets = Exclude<HistogramDocument, { form: 'observation' }>
type Told = Extract<HistogramDocument, { form: 'bounds' | 'exponential' }>

const UNIT_MS = { ms: 1, s: 1000 } as const

const layerOf = (document: Buckets): HistogramLayer => {
  if (document.form === 'observations') return layerOfObservations(document.observationsMs)
  const unitMs = UNIT_MS[document.unit]
  if (document.form === 'bounds')
    return {
      kind: 'bounds',
      boundsMs: Float64Array.from(document.bounds, (bound) => bound * unitMs),
      counts: Float64Array.from(document.counts),
    }
  return {
    kind: 'exponential',
    unitMs,
    scale: document.scale,
    zeroCount: document.zeroCount,
    zeroMs: document.zeroThreshold * unitMs,
    offset: document.positive.offset,
    counts: Float64Array.from(document.positive.counts),
  }
}

const figuresOfValues = (values: readonly number[]): Pick<HistogramFigures, 'sumMs' | 'minMs' | 'maxMs'> => ({
  sumMs: values.reduce((sum, value) => sum + value, 0),
  minMs: values.reduce((least, value) => Math.min(least, value), Infinity),
  maxMs: values.reduce((most, value) => Math.max(most, value), 0),
})

const figuresTold = ({ unit, sum, min, max }: Told): Pick<HistogramFigures, 'sumMs' | 'minMs' | 'maxMs'> => ({
  sumMs: (sum ?? NaN) * UNIT_MS[unit],
  minMs: (min ?? NaN) * UNIT_MS[unit],
  maxMs: (max ?? NaN) * UNIT_MS[unit],
})

/** Why the numbers of a document do not fit together; null where they do. */
const contradictionOf = (document: Told, layer: HistogramLayer): string | null => {
  const counted = countOf(layer)
  const { count, min, max, errorCount } = document
  if (count !== null && count !== undefined && Math.abs(count - counted) > 1e-9 * counted)
    return `count: is ${String(count)}, but the buckets hold ${String(counted)}`
  if ((min ?? 0) > (max ?? Infinity)) return 'min: is more than max'
  return (errorCount ?? 0) > counted ? 'errorCount: is more than were observed' : null
}

/** The histogram of a document, or what speaks against it. */
export const toHistogram = (document: Buckets): Histogram | string => {
  const layer = layerOf(document)
  const count = countOf(layer)
  const contradiction = document.form === 'observations' ? null : contradictionOf(document, layer)
  if (contradiction !== null) return contradiction
  const { errorCount } = document
  const hasErrors = errorCount !== null && errorCount !== undefined
  return {
    layers: [layer],
    count,
    ...(document.form === 'observations' ? figuresOfValues(document.observationsMs) : figuresTold(document)),
    errorCount: errorCount ?? 0,
    errorsKnownOf: hasErrors ? count : 0,
  }
}

/** One histogram of observations that came one by one; NaN where a sender does not tell which failed. */
export const histogramOfObservations = (
  observations: readonly { valueMs: number; isError: boolean | null }[],
): Histogram => {
  const values = observations.map(({ valueMs }) => valueMs)
  return {
    layers: [layerOfObservations(values)],
    count: values.length,
    ...figuresOfValues(values),
    errorCount: observations.filter(({ isError }) => isError === true).length,
    errorsKnownOf: observations.filter(({ isError }) => isError !== null).length,
  }
}
