import { LINK_BYTES_PER_SECOND } from '../fleet/hardware'
import type { Random } from '../random'
import { rowOf, type Canvas } from './canvas'
import { METRIC_MODELS } from './models'

const rowsOf = (canvas: Canvas, node: number) => (metric: string) => rowOf(canvas, metric, node)

export interface Bounded {
  metric: string
  most?: number
}

/** Holds every value where it can be. */
export const clampMetric = (canvas: Canvas, { metric, most = Infinity }: Bounded): void => {
  const matrix = canvas.matrices.get(metric)
  if (matrix === undefined) return
  for (let at = 0; at < matrix.length; at += 1) {
    const value = matrix[at] ?? NaN
    if (value < 0) matrix[at] = 0
    else if (value > most) matrix[at] = most
  }
}

/** What is counted happens a whole number of times: rounded at random, so that the mean stays. */
export const makeWhole = ({ matrices }: Canvas, random: Random): void => {
  for (const { metric, wholeTimes } of METRIC_MODELS) {
    const matrix = matrices.get(metric)
    if (matrix === undefined || wholeTimes === undefined) continue
    for (let at = 0; at < matrix.length; at += 1) {
      const value = matrix[at] ?? NaN
      if (value > 0) matrix[at] = Math.floor(value * wholeTimes + random.uniform()) / wholeTimes
    }
  }
}

/** The link is as busy as its busier direction. */
export const agreeOnLink = (canvas: Canvas, node: number): void => {
  const row = rowsOf(canvas, node)
  const [received, sent] = [row('network.utilization.receive'), row('network.utilization.transmit')]
  const bandwidth = row('network.utilization.bandwidth')
  for (let step = 0; step < bandwidth.length; step += 1)
    bandwidth[step] = Math.max(received[step] ?? NaN, sent[step] ?? NaN) / LINK_BYTES_PER_SECOND
}

/** Shares of the processors that belong together: no part exceeds its whole, and no processor the busiest. */
export const agreeOnCpu = (
  canvas: Canvas,
  node: number,
  { all, bound }: { all: number; bound: number },
): void => {
  const row = rowsOf(canvas, node)
  const busy = row('cpu.utilization.busy')
  const hottest = row('cpu.utilization.hottest')
  const system = row('cpu.utilization.system')
  const iowait = row('cpu.utilization.iowait')
  for (let step = 0; step < busy.length; step += 1) {
    const mean = busy[step] ?? NaN
    hottest[step] = Math.min(1, (mean * all) / bound, Math.max(mean, hottest[step] ?? NaN))
    system[step] = Math.min(mean, system[step] ?? NaN)
    iowait[step] = Math.min(1 - mean, iowait[step] ?? NaN)
  }
}

/** Time in which everything stalls is part of the time in which something does. */
export const agreeOnPressure = (canvas: Canvas, node: number): void => {
  const row = rowsOf(canvas, node)
  for (const resource of ['memory', 'disk']) {
    const some = row(`${resource}.saturation.pressure`)
    const full = row(`${resource}.saturation.pressure_full`)
    for (let step = 0; step < full.length; step += 1)
      full[step] = Math.min(some[step] ?? NaN, full[step] ?? NaN)
  }
}
