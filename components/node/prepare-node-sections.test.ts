import { describe, expect, it } from 'vitest'
import { describeSampleResources } from '@/components/ui/test-resources'
import type { NodeAnswer } from '@/lib/contract/node'
import { deviceCsvRows, prepareDeviceRows, shownText } from './prepare-device-rows'
import { prepareDeviceSparks, sparkKey } from './prepare-device-sparks'
import { factText } from './prepare-fact'
import { drawnMetrics, prepareNodeSections } from './prepare-node-sections'

const resources = describeSampleResources()
const busy = { mean: 0.4, max: 0.9, last: 0.2, peak: 0.6, verdict: 'ok' as const }
const answer: NodeAnswer = {
  window: { fromMs: 0, toMs: 1 },
  stepMs: 60_000,
  nowMs: 1,
  asOfMs: 1,
  node: {
    id: 1,
    name: 'a',
    cluster: '',
    instance: 'a',
    labels: {},
    state: 'fresh',
    lastSampleMs: 0,
    intervalMs: null,
    firstSeenMs: 0,
  },
  resources,
  furtherMetrics: [],
  cells: { cpu: { utilization: busy } },
  devices: { cpu: { shown: 1, of: 48, items: [{ device: '17', cells: { utilization: busy } }] } },
  facts: [],
}

describe('the sections of a node', () => {
  const sections = prepareNodeSections(answer)

  it('ask for errors first, then utilization, then saturation', () => {
    expect(sections[0]?.aspects.map(({ aspect }) => aspect)).toEqual(['errors', 'utilization', 'saturation'])
  })

  it('say the judged value and what is missing', () => {
    expect(sections[0]?.aspects[1]).toMatchObject({
      judged: { text: '60 %', kind: 'worst 5 min' },
      absence: null,
    })
    expect(sections[0]?.aspects[2]).toMatchObject({
      verdict: 'unmeasured',
      judged: null,
      absence: 'Run a collector.',
    })
    expect(sections[1]?.aspects[0]).toMatchObject({
      verdict: 'not_applicable',
      absence: 'There is nothing to count.',
    })
  })

  it('ask only for what can be drawn', () => {
    expect(drawnMetrics(sections)).toEqual(['cpu.utilization.busy'])
    expect(sections.map(({ isMeasured }) => isMeasured)).toEqual([true, false, false])
  })
})

describe('the devices of a node', () => {
  it('say how many of them are shown', () => {
    expect(shownText({ shown: 1, of: 48, items: [] }, 'logical CPU')).toBe(
      '1 of 48 logical CPUs shown, worst first',
    )
    expect(shownText({ shown: 1, of: 1, items: [] }, 'mount')).toBe('1 mount')
  })

  it('leave out aspects that belong to the whole node, and leave empty what is not measured', () => {
    const [cpu] = resources
    const devices = answer.devices.cpu
    const rows = cpu === undefined || devices === undefined ? [] : prepareDeviceRows(cpu, devices)
    expect(rows[0]?.readings.map(({ aspect, text }) => [aspect, text])).toEqual([
      ['errors', ''],
      ['utilization', '60%'],
    ])
  })
})

describe('the small charts of devices', () => {
  const [cpu] = resources
  const devices = answer.devices.cpu
  const line = {
    metric: 'cpu.utilization.busy' as const,
    unit: 'ratio' as const,
    node: 1,
    name: 'a',
    device: '17',
    mean: [0.5],
    min: [0.5],
    max: [0.5],
  }
  const series = { window: answer.window, asOfMs: 1, stepMs: 1, startMs: 0, cut: null, series: [line] }

  it('show a share on its whole scale, and nothing of a device that is not listed', () => {
    if (cpu === undefined || devices === undefined) throw new Error('the sample has a CPU')
    const others = { ...series, series: [line, { ...line, device: '18' }] }
    const sparks = prepareDeviceSparks(cpu, devices, others)
    expect([...sparks.keys()]).toEqual([sparkKey('17', 'utilization')])
    expect(sparks.get(sparkKey('17', 'utilization'))?.top).toBe(1)
  })

  it('go into a file with verdicts, empty where not measured', () => {
    if (cpu === undefined || devices === undefined) throw new Error('the sample has a CPU')
    expect(deviceCsvRows(cpu, devices, 'logical CPU')[1]).toEqual(['17', null, 'not measured', 0.6, 'ok'])
  })
})

describe('a fact', () => {
  it('that is a time reads as a date and an age', () => {
    const bootMs = Date.UTC(2025, 5, 1)
    expect(factText('boot_time', String(bootMs), 'utc', bootMs + 86_400_000)).toContain('1 d ago')
  })

  it('is otherwise shown as it came', () => {
    expect(factText('kernel', '<b>6.1</b>', 'utc', 0)).toBe('<b>6.1</b>')
  })
})
