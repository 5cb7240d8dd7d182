import type { MetricHistory } from '../../core/fleet-history'

/** The values of a fleet while they are drawn: a matrix (node × step) for each metric. */
export interface Canvas {
  startMs: number
  stepMs: number
  stepCount: number
  nodeCount: number
  /** By metric, or `metric{device}`. */
  matrices: ReadonlyMap<string, Float32Array>
}

export const createCanvas = (
  metrics: readonly string[],
  shape: Pick<Canvas, 'startMs' | 'stepMs' | 'stepCount' | 'nodeCount'>,
): Canvas => ({
  ...shape,
  matrices: new Map(metrics.map((metric) => [metric, new Float32Array(shape.nodeCount * shape.stepCount)])),
})

/** The steps of a node, to be changed in place. */
export const rowOf = ({ matrices, stepCount }: Canvas, metric: string, node: number): Float32Array => {
  const matrix = matrices.get(metric)
  if (matrix === undefined) throw new RangeError(`no metric ${metric}`)
  return matrix.subarray(node * stepCount, (node + 1) * stepCount)
}

/** The step that a moment lies in; it may be outside of the canvas. */
export const stepAt = ({ startMs, stepMs }: Canvas, timeMs: number): number =>
  Math.floor((timeMs - startMs) / stepMs)

export const toMetricHistories = (canvas: Canvas): MetricHistory[] => {
  const byMetric = new Map<string, Part[]>()
  for (const [key, values] of canvas.matrices) {
    const [metric = key, device = ''] = key.split(/[{}]/)
    byMetric.set(metric, [...(byMetric.get(metric) ?? []), { device, values }])
  }
  return [...byMetric].map(([metric, parts]) => toHistory(canvas, metric, parts))
}

interface Part {
  device: string
  values: Float32Array
}

const toHistory = (canvas: Canvas, metric: string, parts: readonly Part[]): MetricHistory => {
  const { startMs, stepMs, stepCount, nodeCount } = canvas
  const all = parts.some(({ device }) => device === '') ? parts : [...parts, highestOf(parts)]
  const rows = all.flatMap(({ device }) => Array.from({ length: nodeCount }, (_, node) => ({ node, device })))
  return { metric, startMs, stepMs, stepCount, rows, values: joined(all) }
}

/** Where a metric is told by device, the worst of them is the node's. */
const highestOf = (parts: readonly Part[]): Part => {
  const values = new Float32Array(parts[0]?.values ?? [])
  for (const part of parts.slice(1))
    for (let at = 0; at < values.length; at += 1)
      values[at] = Math.max(values[at] ?? NaN, part.values[at] ?? NaN)
  return { device: '', values }
}

const joined = (parts: readonly Part[]): Float32Array => {
  const [first] = parts
  if (first !== undefined && parts.length === 1) return first.values
  const values = new Float32Array(parts.reduce((sum, part) => sum + part.values.length, 0))
  let at = 0
  for (const part of parts) {
    values.set(part.values, at)
    at += part.values.length
  }
  return values
}
