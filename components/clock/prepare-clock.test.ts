import { describe, expect, it } from 'vitest'
import type { ClockAnswer, ClockNode } from '@/lib/contract/clock'
import { BINS_PER_DAY } from '@/lib/core/local-days'
import { orderClockRows, prepareClock } from './prepare-clock'
import { describeClock } from './prepare-clock-caption'
import { prepareClockCsv } from './prepare-clock-csv'
import { prepareClockReadout } from './prepare-clock-readout'

const bins = (value: (bin: number) => number | null) =>
  Array.from({ length: BINS_PER_DAY }, (_, bin) => value(bin))
const SIX = 6 * 12

const node = (id: number, name: string, peak: number | null, group = ''): ClockNode => ({
  node: id,
  name,
  cluster: '',
  group,
  mean: bins(() => 0.2),
  p95: bins(() => 0.5),
  max: bins(() => 0.9),
  exceedShare: bins((bin) => (peak !== null && bin >= peak && bin < peak + 12 ? 0.5 : 0)),
  days: bins(() => 28).map(Number),
  threshold: 0.4,
})

const answer: ClockAnswer = {
  binMinutes: 5,
  tz: 'Europe/Berlin',
  metric: 'disk.utilization.busy',
  unit: 'ratio',
  fromMs: Date.parse('2026-10-25T22:00:00Z'),
  toMs: Date.parse('2026-11-21T23:00:00Z'),
  sealedUntilMs: null,
  nodes: [
    node(1, 'late', SIX + 24, 'web'),
    node(2, 'calm', null, 'db'),
    { ...node(3, 'early', SIX, 'db'), mean: bins((bin) => (bin === 0 ? null : 0)) },
  ],
  labels: ['role'],
  shown: 3,
  total: 5,
  known: 9,
}

const namesIn = (order: Int32Array) => Array.from(order, (row) => answer.nodes[row]?.name)

describe('the clock, prepared', () => {
  const map = prepareClock(answer, 'share')
  const order = orderClockRows(map, 'phase')

  it('puts the nodes in the order of the clock, those without a peak last', () => {
    expect(namesIn(order)).toEqual(['early', 'late', 'calm'])
    expect(namesIn(orderClockRows(map, 'group'))).toEqual(['early', 'calm', 'late'])
    expect(namesIn(orderClockRows(map, 'name'))).toEqual(['calm', 'early', 'late'])
  })

  it('keeps zero and what is not measured apart', () => {
    const mean = prepareClock(answer, 'mean')
    const readout = (step: number) => prepareClockReadout(mean, Int32Array.of(2), { place: 0, step }, 'UTC')
    expect([readout(0).value, readout(1).value]).toEqual(['not measured', '0 %'])
  })

  it('reads a time out in both zones, with the days and the fleet', () => {
    const { lines, value, further } = prepareClockReadout(map, order, { place: 0, step: SIX }, 'UTC')
    expect(value).toBe('50 %')
    expect(lines[0]).toBe('06:00 to 06:05 Europe/Berlin (05:00 UTC)')
    expect(lines[1]).toContain('14 of 28 days above 40 %')
    expect(further).toContain('3 nodes')
    expect(further).toContain('17 % of their days')
  })

  it('judges what has thresholds, and never a share', () => {
    const verdict = (value: 'share' | 'max') =>
      prepareClockReadout(prepareClock(answer, value), order, { place: 0, step: SIX }, 'UTC').verdict
    expect([verdict('share'), verdict('max')]).toEqual([null, 'warn'])
  })

  it('says what was cut', () => {
    expect(describeClock(map, 600)).toContain('3 of 5 nodes shown')
  })

  it('becomes a CSV in the order on screen, empty where nothing was measured', () => {
    const [heading, first] = prepareClockCsv(prepareClock(answer, 'mean'), order)
    expect(heading?.slice(3, 6)).toEqual(['threshold', '00:00', '00:05'])
    expect(first?.slice(0, 6)).toEqual(['early', '', 'db', 0.4, null, 0])
  })
})
