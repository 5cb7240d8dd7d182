import type { PlannedNode } from '../fleet/plan-fleet'
import type { Random } from '../random'
import type { Load } from './draw-load'
import type { MetricModel } from './models'

/** Nodes of one kind differ by about this much. */
const SPREAD = 0.12

/** An ordinary life of one metric of one node. */
export const drawMetric = (
  row: Float32Array,
  model: MetricModel,
  { node, load, noise, random }: { node: PlannedNode; load: Load; noise: number; random: Random },
): void => {
  const base = (model.base[node.role] ?? model.base.other) * (1 + SPREAD * random.normal())
  const perLoad = model.perLoad * (1 + SPREAD * random.normal())
  const deviation = model.noise * noise
  if (base === 0 && perLoad === 0) return
  if (model.isSkewed === true) drawSkewed(row, { base, perLoad, deviation, load, random })
  else drawEven(row, { base, perLoad, deviation, load, random })
}

interface Drawn {
  base: number
  perLoad: number
  deviation: number
  load: Load
  random: Random
}

const drawEven = (row: Float32Array, { base, perLoad, deviation, load, random }: Drawn): void => {
  for (let step = 0; step < row.length; step += 1)
    row[step] = base + perLoad * (load[step] ?? 0) + deviation * random.normal()
}

const drawSkewed = (row: Float32Array, { base, perLoad, deviation, load, random }: Drawn): void => {
  for (let step = 0; step < row.length; step += 1)
    row[step] = (base + perLoad * (load[step] ?? 0)) * Math.exp(deviation * random.normal())
}
