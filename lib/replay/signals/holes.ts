import { DAY_MS, MINUTE_MS } from '../../core/times'
import type { PlannedNode } from '../fleet/plan-fleet'
import type { ReplayOptions } from '../options'
import type { Random } from '../random'
import { rowOf, stepAt, type Canvas } from './canvas'
import { METRIC_MODELS } from './models'

/** Nothing is known of a node in [fromMs, toMs). */
export const silence = (canvas: Canvas, node: number, fromMs: number, toMs: number): void => {
  const from = Math.max(0, stepAt(canvas, fromMs))
  const to = Math.min(canvas.stepCount, stepAt(canvas, toMs - 1) + 1)
  if (from >= to) return
  for (const [key] of canvas.matrices) rowOf(canvas, key, node).fill(NaN, from, to)
}

/** Where samples are missing: lost, between two lives, and of what a kernel does not tell. */
export const makeHoles = (
  canvas: Canvas,
  node: PlannedNode,
  options: ReplayOptions,
  random: Random,
): void => {
  node.lives.slice(1).forEach(({ launchMs }, before) => {
    silence(canvas, node.index, node.lives[before]?.toMs ?? launchMs, launchMs)
  })
  const lengthMs = canvas.stepCount * canvas.stepMs
  for (let left = random.count((options.gapsPerNodeDay * lengthMs) / DAY_MS); left > 0; left -= 1) {
    const fromMs = canvas.startMs + random.uniform() * lengthMs
    silence(canvas, node.index, fromMs, fromMs + Math.min(60, 2 * random.pareto(1)) * MINUTE_MS)
  }
  if (random.isTrue(options.withoutPressureShare))
    for (const { metric, isPressure } of METRIC_MODELS)
      if (isPressure === true) rowOf(canvas, metric, node.index).fill(NaN)
}
