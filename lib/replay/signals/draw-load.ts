import { DAY_MS, HOUR_MS } from '../../core/times'
import type { PlannedNode } from '../fleet/plan-fleet'
import type { Random } from '../random'
import type { Canvas } from './canvas'

/** How much of a node's work is on, 0 to about 1, by step. */
export type Load = Float32Array

const AMPLITUDE = { web: 0.35, proxy: 0.35, cache: 0.3, db: 0.25, worker: 0.12 } as const
const PEAK_HOUR = 15
const WEEKEND = 0.75
/** How fast fluctuations fade, of one step to the next. */
const FADING = 0.97

/** The day of the people who use a role in a region, with quieter weekends. */
const drawDay = (canvas: Canvas, { role, region }: PlannedNode): Load => {
  const { startMs, stepMs, stepCount } = canvas
  const amplitude = AMPLITUDE[role]
  return Float32Array.from({ length: stepCount }, (_, step) => {
    const localMs = startMs + step * stepMs + region.offsetHours * HOUR_MS
    const hour = (localMs % DAY_MS) / HOUR_MS
    const turn = ((hour - PEAK_HOUR) / 24) * 2 * Math.PI
    const weekday = Math.floor(localMs / DAY_MS + 4) % 7
    const isWeekend = weekday === 0 || weekday === 6
    const day = 0.42 + amplitude * (0.85 * Math.cos(turn) + 0.15 * Math.cos(2 * turn))
    return isWeekend ? day * WEEKEND : day
  })
}

/** Fluctuation that remembers, of the given deviation. */
const drawDrift = (stepCount: number, deviation: number, random: Random): Load => {
  const drift = new Float32Array(stepCount)
  const fresh = deviation * Math.sqrt(1 - FADING * FADING)
  let value = deviation * random.normal()
  for (let step = 0; step < stepCount; step += 1) {
    value = FADING * value + fresh * random.normal()
    drift[step] = value
  }
  return drift
}

/** What nodes of one role in one cluster have in common. */
export class LoadBook {
  private readonly days = new Map<string, Load>()

  constructor(
    private readonly canvas: Canvas,
    private readonly noise: number,
    private readonly random: Random,
  ) {}

  /** The load of a node: that of its group, times its own part of it, with its own drift. */
  loadOf(node: PlannedNode): Load {
    const shared = this.shared(node)
    const random = this.random.fork(`load ${node.index}`)
    const part = random.between(0.85, 1.15)
    const own = drawDrift(this.canvas.stepCount, 0.03 * this.noise, random)
    return own.map((drift, step) => Math.max(0.02, part * (shared[step] ?? 0) + drift))
  }

  private shared(node: PlannedNode): Load {
    const key = `${node.cluster} ${node.role}`
    const known = this.days.get(key)
    if (known !== undefined) return known
    const drift = drawDrift(this.canvas.stepCount, 0.03 * this.noise, this.random.fork(key))
    const day = drawDay(this.canvas, node).map((value, step) => value + (drift[step] ?? 0))
    this.days.set(key, day)
    return day
  }
}
