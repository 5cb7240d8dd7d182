import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toUseSamples } from '@/lib/core/to-use-samples'
import type { SourceSeries } from '@/lib/core/series'
import { decodeOptions } from '@/lib/ingest/remote-write/decode-for-test'
import { decodeWriteRequest } from '@/lib/ingest/remote-write/decode-write-request'
import { inflate } from '@/lib/ingest/remote-write/inflate-for-test'
import { makeReplay, type Replay } from '../make-replay'
import { SCENARIO_NAMES, type ScenarioName } from '../options'
import { encodeReplay } from './encode-replay'

const DAY = Date.UTC(2026, 2, 9)
const NOON = DAY + 12 * 3_600_000

interface Drawn {
  name: string
  labels: Readonly<Record<string, string>>
  times: number[]
  values: number[]
}

/** Every sample as it is decoded, by node. */
const decodedNodes = (replay: Replay): Map<string, SourceSeries[]> => {
  const drawn = new Map<string, Drawn>()
  for (const { bodies } of encodeReplay(replay))
    for (const body of bodies) {
      const batch = decodeWriteRequest(inflate(body, 1 << 26), decodeOptions())
      const columns = batch.unresolved.map(({ name, labels }) => {
        const key = JSON.stringify([name, labels])
        const known = drawn.get(key) ?? {
          name,
          labels: Object.fromEntries(Object.entries(labels)),
          times: [],
          values: [],
        }
        drawn.set(key, known)
        return known
      })
      batch.sampleOrdinals.forEach((ordinal, at) => {
        columns[ordinal]?.times.push(batch.timesMs[at] ?? NaN)
        columns[ordinal]?.values.push(batch.values[at] ?? NaN)
      })
    }
  const byNode = new Map<string, SourceSeries[]>()
  for (const { name, labels, times, values } of drawn.values()) {
    const node = labels['instance'] ?? ''
    const series = { name, labels, timesMs: Float64Array.from(times), values: Float64Array.from(values) }
    byNode.set(node, [...(byNode.get(node) ?? []), series])
  }
  return byNode
}

/** How far a counter's own steps let a value stray. */
const toleranceOf = (metric: string, value: number): number => {
  if (metric.startsWith('cpu.utilization')) return 0.002
  if (metric.endsWith('retransmits')) return 0.0005 + 0.01 * value
  if (metric.endsWith('_second') || /drops|timeouts|faults|errors|kills/.test(metric)) return 1 / 55
  if (/receive|transmit/.test(metric)) return 1
  return 0.0001 + 0.0005 * value
}

const strayed = (replay: Replay): string[] => {
  const sources = decodedNodes(replay)
  return replay.nodes.flatMap(({ index, name }) => strayedOf(replay, index, sources.get(name) ?? []))
}

const strayedOf = (replay: Replay, node: number, sources: readonly SourceSeries[]): string[] => {
  const window = { fromMs: replay.startMs, toMs: replay.endMs }
  const measured = toUseSamples(sources, window)
  return replay.metrics.flatMap(({ metric, rows, values, stepCount, startMs, stepMs }) =>
    rows.flatMap(({ node: own, device }, row) => {
      if (own !== node) return []
      const series = measured.find((one) => one.metric === metric && one.device === device)
      const bad: string[] = []
      let known = 0
      series?.timesMs.forEach((timeMs, at) => {
        const wanted = values[row * stepCount + Math.floor((timeMs - startMs) / stepMs)] ?? NaN
        const got = series.values[at] ?? NaN
        known += 1
        if (!(Math.abs(got - wanted) <= toleranceOf(metric, wanted)))
          bad.push(`${metric} ${device} at ${new Date(timeMs).toISOString()}: ${got} is not ${wanted}`)
      })
      const present = values.subarray(row * stepCount, (row + 1) * stepCount).filter((v) => v === v).length
      if (known < 0.9 * present - 8) bad.push(`${metric} ${device}: ${known} of ${present} steps`)
      return bad
    }),
  )
}

describe('encodeReplay', () => {
  it.each(SCENARIO_NAMES)('%s: the checklist gives every metric back', (scenario) => {
    const replay = makeReplay(scenario, { nodes: 8, days: 0.5, endMs: NOON, gapsPerNodeDay: 4 })
    expect(strayed(replay).slice(0, 5)).toEqual([])
  })

  it('gives every metric back whatever the fleet, the seed and the end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<ScenarioName>(...SCENARIO_NAMES),
        fc.nat(1000),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(1440),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (scenario, seed, nodes, endMinute, amplitude) => {
          const endMs = DAY + endMinute * 60_000
          const replay = makeReplay(scenario, { seed, nodes, days: 0.2, endMs, amplitude })
          expect(strayed(replay).slice(0, 5)).toEqual([])
        },
      ),
      { numRuns: 10 },
    )
  })

  it('goes on where it was cut off as if it had not been', () => {
    const replay = makeReplay('memory-pressure', { nodes: 3, days: 0.1, endMs: NOON })
    const whole = [...encodeReplay(replay)]
    const cutMs = whole[9]?.toMs ?? NaN
    const rest = [...encodeReplay(replay, cutMs)].filter(({ toMs }) => toMs > cutMs)
    const bodiesOf = (slices: typeof whole) =>
      slices.flatMap(({ bodies }) => bodies.map((body) => Buffer.from(body).toString('base64')))
    expect(bodiesOf(rest)).toEqual(bodiesOf(whole.slice(10)))
  })

  it('tells what becomes known of a node when it becomes known, and every fact in force at the start', () => {
    const replay = makeReplay('unattended-upgrades', { nodes: 30, days: 2 })
    const told = [...encodeReplay(replay)].flatMap(({ facts }) => facts)
    for (const { name, facts } of replay.nodes)
      for (const { fact, value, fromMs, toMs } of facts) {
        if (toMs <= replay.startMs || ['cluster', 'region', 'zone', 'role'].includes(fact)) continue
        const own = told.filter(({ node }) => node.name === name && node.facts[fact] === value)
        const times = own.flatMap(({ samples }) => samples.map(({ timestampMs }) => timestampMs))
        expect(times).toContain(Math.max(fromMs, replay.startMs))
      }
  })
})
