import { createMatrix, type RollMatrix } from '@/lib/core/rollup'
import { DAY_MS, MINUTE_MS } from '@/lib/core/times'
import { createRandom } from '@/lib/store/sample-fleet'

const STEPS_OF_DAY = 1440
const PHASES = 32
const SAMPLES_PER_MINUTE = 4

/** Factors around 1 that rise and fall with the time of day, by phase and minute. */
const WAVES = Array.from({ length: PHASES }, (_, phase) =>
  Float32Array.from(
    { length: STEPS_OF_DAY },
    (_, minute) => 1 + 0.4 * Math.sin(2 * Math.PI * (minute / STEPS_OF_DAY + phase / PHASES)),
  ),
)

export interface MadeUpShape {
  startMs: number
  stepMs: number
  stepCount: number
  seed: number
}

/** A matrix whose every slot swings around its mean in the template; what that does not measure stays so. */
export function makeUpMatrix(
  means: Float32Array,
  { startMs, stepMs, stepCount, seed }: MadeUpShape,
): RollMatrix {
  const matrix = createMatrix({ startMs, stepMs, stepCount, slotCount: means.length })
  const random = createRandom(seed)
  const samples = (stepMs / MINUTE_MS) * SAMPLES_PER_MINUTE
  const noise = Float32Array.from({ length: 4096 }, () => 0.9 + 0.2 * random())
  for (let step = 0; step < stepCount; step += 1) {
    const minute = Math.floor(((startMs + step * stepMs) % DAY_MS) / MINUTE_MS)
    for (let slot = 0; slot < means.length; slot += 1) {
      const mean = means[slot] ?? NaN
      if (Number.isNaN(mean)) continue
      const at = step * means.length + slot
      const value = mean * (WAVES[slot % PHASES]?.[minute] ?? 1) * (noise[(at * 31 + seed) & 4095] ?? 1)
      matrix.count[at] = samples
      matrix.sum[at] = samples * value
      matrix.min[at] = 0.8 * value
      matrix.max[at] = 1.2 * value
    }
  }
  return matrix
}
