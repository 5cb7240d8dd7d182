import { describe, expect, it } from 'vitest'
import { createHeatScale } from './heat-map-scale'
import { highestRow, labelledRows, prepareStrip } from './prepare-strip'

const scale = createHeatScale({ unit: 'ratio', higherIsWorse: true, warn: 0.7, bad: 0.9, highest: 1 })
const cpus = Array.from({ length: 48 }, (_, index) => ({
  device: `cpu${String(47 - index)}`,
  max: [index === 30 ? 1 : 0.01, null],
}))

describe('a strip of devices', () => {
  const strip = prepareStrip(cpus, scale)

  it('shows one hot CPU of many as hot, and in its place', () => {
    expect(strip.devices.slice(0, 3)).toEqual(['cpu0', 'cpu1', 'cpu2'])
    expect(highestRow(strip, 0)).toBe(17)
    expect(strip.positions[17 * strip.columns]).toBe(1)
    expect(strip.positions[0]).toBeLessThan(0.1)
  })

  it('tells not measured from zero', () => {
    expect(highestRow(strip, 1)).toBeNull()
    expect(strip.positions[1]).toBeNaN()
    expect(prepareStrip([{ device: 'cpu0', max: [0] }], scale).positions[0]).toBe(0)
  })

  it('stays on one screen, with labels that do not touch', () => {
    expect(strip.rowPx * strip.devices.length).toBeLessThanOrEqual(260)
    const rows = labelledRows(strip, 11)
    expect(((rows[1] ?? 0) - (rows[0] ?? 0)) * strip.rowPx).toBeGreaterThanOrEqual(11)
    expect(prepareStrip(cpus.slice(0, 2), scale).rowPx).toBe(14)
  })
})
