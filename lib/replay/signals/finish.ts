import { rowOf, type Canvas } from './canvas'

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

/** Shares of the processors that belong together: no part exceeds its whole, and no processor the busiest. */
export const agreeOnCpu = (canvas: Canvas, node: number, cpus: number): void => {
  const row = rowsOf(canvas, node)
  const busy = row('cpu.utilization.busy')
  const hottest = row('cpu.utilization.hottest')
  const system = row('cpu.utilization.system')
  const iowait = row('cpu.utilization.iowait')
  for (let step = 0; step < busy.length; step += 1) {
    const all = busy[step] ?? NaN
    hottest[step] = Math.min(1, all * cpus, Math.max(all, hottest[step] ?? NaN))
    system[step] = Math.min(all, system[step] ?? NaN)
    iowait[step] = Math.min(1 - all, iowait[step] ?? NaN)
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
