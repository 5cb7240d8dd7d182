import { describe, expect, it } from 'vitest'
import { nodeValues } from '@/lib/core/fixtures/use-values'
import type { MetricId } from '@/lib/core/checklist/types'
import { attributesOf, nanosOf, requestOf } from './encode-for-test'
import { decodeMetrics } from './metrics-protocol'

const NOW_MS = 1_790_000_000_000
const STEP_MS = 60_000
const BOOTED = { startTimeUnixNano: nanosOf(NOW_MS - 86_400_000) }

type Attributes = Readonly<Record<string, string>>
/** Attributes of a point, its value, and its growth in a step. */
type Told = readonly [Attributes, number, number?]

const metric =
  (kind: 'sum' | 'gauge', isMonotonic: boolean) => (name: string, unit: string, told: readonly Told[]) => ({
    name,
    unit,
    [kind]: {
      aggregationTemporality: 2,
      isMonotonic,
      dataPoints: [0, 1, 2].flatMap((step) =>
        told.map(([attributes, value, growth = 0]) => ({
          ...BOOTED,
          timeUnixNano: nanosOf(NOW_MS + step * STEP_MS),
          asDouble: value + step * growth,
          attributes: attributesOf(attributes),
        })),
      ),
    },
  })
const counter = metric('sum', true)
const amount = metric('sum', false)
const gauge = metric('gauge', false)

const EITHER = ['read', 'write']
const WAY = ['receive', 'transmit']

/** What the hostmetrics receiver tells with its scrapers switched on, by the names of one of its versions. */
const hostMetrics = (waiting: string, dropped: string, processes: string) => [
  counter('system.cpu.time', 's', [
    [{ cpu: 'cpu0', state: 'user' }, 100, 30],
    [{ cpu: 'cpu0', state: 'idle' }, 100, 24],
    [{ cpu: 'cpu0', state: waiting }, 100, 6],
  ]),
  gauge('system.cpu.load_average.1m', '{thread}', [[{}, 1.5]]),
  amount('system.memory.usage', 'By', [
    [{ state: 'used' }, 3e9],
    [{ state: 'free' }, 1e9],
  ]),
  counter('system.paging.operations', '{operations}', [
    [{ direction: 'page_in', type: 'major' }, 0, 4096 * 60],
    [{ direction: 'page_out', type: 'major' }, 0, 0],
  ]),
  amount('system.paging.usage', 'By', [
    [{ device: '/dev/sda2', state: 'used' }, 1e9],
    [{ device: '/dev/sda2', state: 'free' }, 3e9],
  ]),
  counter('system.disk.io_time', 's', [[{ device: 'sda' }, 0, 45]]),
  counter('system.disk.weighted_io_time', 's', [[{ device: 'sda' }, 0, 120]]),
  counter(
    'system.disk.operations',
    '{operations}',
    EITHER.map((direction) => [{ device: 'sda', direction }, 0, 300]),
  ),
  counter(
    'system.disk.operation_time',
    's',
    EITHER.map((direction) => [{ device: 'sda', direction }, 0, 6]),
  ),
  amount('system.filesystem.usage', 'By', [
    [{ device: '/dev/sda1', mountpoint: '/', type: 'ext4', mode: 'rw', state: 'used' }, 7e9],
    [{ device: '/dev/sda1', mountpoint: '/', type: 'ext4', mode: 'rw', state: 'free' }, 3e9],
  ]),
  counter(
    'system.network.io',
    'By',
    WAY.map((direction) => [{ device: 'eth0', direction }, 0, 60_000]),
  ),
  counter(
    dropped,
    '{packets}',
    WAY.map((direction) => [{ device: 'eth0', direction }, 0, 60]),
  ),
  counter(
    'system.network.errors',
    '{errors}',
    WAY.map((direction) => [{ device: 'eth0', direction }, 0, 30]),
  ),
  amount('system.network.connections', '{connections}', [[{ protocol: 'tcp', state: 'ESTABLISHED' }, 12]]),
  amount(processes, '{processes}', [
    [{ status: 'running' }, 2],
    [{ status: 'blocked' }, 3],
  ]),
]

const valuesOf = (metrics: readonly unknown[]) => {
  const request = requestOf(metrics, { 'host.name': 'web-1' })
  const context = { naming: { stripPort: true }, times: { oldestMs: 0, newestMs: 4e12 } }
  const batch = decodeMetrics('json', Buffer.from(JSON.stringify(request)), context)
  expect(batch.refusals.total).toBe(0)
  const series = batch.unresolved.map(({ name, labels, ordinal }) => {
    const places = [...batch.sampleOrdinals.keys()].filter((at) => batch.sampleOrdinals[at] === ordinal)
    const column = (of: Float64Array) => Float64Array.from(places, (at) => of[at] ?? NaN)
    return { name, labels, timesMs: column(batch.timesMs), values: column(batch.values) }
  })
  return nodeValues(series)
}

const EXPECTED: Partial<Record<MetricId, number>> = {
  'cpu.utilization.busy': 0.5,
  'cpu.utilization.iowait': 0.1,
  'cpu.saturation.load': 1.5,
  'memory.utilization.used': 0.75,
  'memory.saturation.swapping': 1,
  'swap.utilization.used': 0.25,
  'disk.utilization.busy': 0.75,
  'disk.saturation.queue': 2,
  'disk.saturation.await': 0.02,
  'filesystem.utilization.used': 0.7,
  'network.utilization.receive': 1000,
  'network.saturation.drops': 2,
  'network.errors.errors': 1,
  'tasks.saturation.blocked': 3,
  'tasks.utilization.count': 5,
}

describe('a node that sends nothing but hostmetrics', () => {
  it.each([
    ['wait', 'system.network.dropped', 'system.processes.count'],
    ['iowait', 'system.network.packet.dropped', 'system.process.count'],
  ])('has utilization, saturation and errors, by the names %s, %s, %s', (...names) => {
    const value = valuesOf(hostMetrics(...names))
    const found = Object.keys(EXPECTED).map((id) => [id, value(id)?.at(-1)])
    expect(Object.fromEntries(found)).toEqual(EXPECTED)
  })
})
