import type { MetricHistory } from '../../core/fleet-history'

/** The values of a fleet while they are drawn: a matrix (node × step) for each metric. */
export interface Canvas {
  startMs: number
  stepMs: number
  stepCount: number
  nodeCount: number
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
  const { startMs, stepMs, stepCount, nodeCount } = canvas
  const rows = Array.from({ length: nodeCount }, (_, node) => ({ node, device: '' }))
  return [...canvas.matrices].map(([metric, values]) => ({
    metric,
    startMs,
    stepMs,
    stepCount,
    rows,
    values,
  }))
}
