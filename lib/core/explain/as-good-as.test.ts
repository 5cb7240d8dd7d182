import { describe, expect, it } from 'vitest'
import { asGoodAs } from './as-good-as'
import type { MetricSpans } from './spans'

const spans = (badDirection: 1 | -1): MetricSpans => ({
  metric: { id: 'filesystem.saturation.time_to_full', aspect: 'saturation', badDirection, scale: 24 },
  rows: [{ node: 0, device: '' }],
  values: Float32Array.of(720, 30, 24, 3, NaN),
})

describe('where less is worse', () => {
  it('what lies above the scale counts as the scale, and what was not measured stays so', () => {
    expect([...asGoodAs(spans(-1)).values]).toEqual([24, 24, 24, 3, NaN])
  })

  it('and only there', () => {
    expect(asGoodAs(spans(1)).values[0]).toBe(720)
  })
})
