import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { toIntervals } from '@/lib/core/latency/intervals'
import { quantilesOf } from '@/lib/core/latency/quantiles'
import { decodeMetrics, readMetrics } from './metrics-protocol'
import type { OtlpEncoding } from './otlp-body'

const TIMES = { oldestMs: 0, newestMs: 4e12 }
const CONTEXT = { naming: { stripPort: true }, times: TIMES }

const bodyOf = (name: string): Uint8Array => {
  const bytes = readFileSync(fileURLToPath(new URL(`fixtures/${name}`, import.meta.url)))
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes
}
const encodingOf = (name: string): OtlpEncoding => (name.includes('.json') ? 'json' : 'protobuf')
const decode = (name: string) => decodeMetrics(encodingOf(name), bodyOf(name), CONTEXT)

/** What each series of a body was told to be, last. */
const valuesOf = (name: string): Record<string, number> => {
  const { unresolved, sampleOrdinals, values } = decode(name)
  return Object.fromEntries(
    [...sampleOrdinals].map((ordinal, at) => {
      const series = unresolved[ordinal]
      const labels = Object.entries(series?.labels ?? {}).filter(
        ([label]) => !['job', 'instance'].includes(label),
      )
      return [`${series?.name ?? ''}${JSON.stringify(Object.fromEntries(labels))}`, values[at] ?? NaN]
    }),
  )
}

const BODIES = ['cumulative.protobuf', 'delta.protobuf.gz', 'cumulative.json.gz', 'delta.json']

describe('bodies of the OpenTelemetry SDK', () => {
  it.each(BODIES.flatMap((body) => [1, 2, 3].map((round) => `${String(round)}-${body}`)))(
    '%s is read whole',
    (name) => {
      const { refusals, points, histograms, unresolved, facts } = decode(name)
      expect([refusals.total, points]).toEqual([0, 7])
      expect(unresolved.every(({ node }) => node.instance === 'web-1')).toBe(true)
      expect(
        histograms.filter(({ content }) => content.kind === 'delta' || content.kind === 'cumulative').length,
      ).toBe(name.includes('delta') ? 3 : 6)
      expect(Object.fromEntries(facts.map((fact) => [fact.name, fact.value]))).toEqual({
        machine: 'amd64',
        system: 'linux',
        zone: 'eu-1a',
      })
      expect(new Set(histograms.map(({ source }) => `${source.service}: ${source.operation}`))).toEqual(
        new Set([
          'web/shop: http_server_request_duration GET /cart',
          'web/shop: db_client_operation_duration SELECT',
        ]),
      )
    },
  )

  it('count as they grow where they are cumulative, and what came last where they are deltas', () => {
    const orders = 'shop_orders_total{"ok":"true","shop_kind":"book"}'
    expect([1, 2, 3].map((round) => valuesOf(`${String(round)}-cumulative.protobuf`)[orders])).toEqual([
      5, 10, 15,
    ])
    expect([1, 2, 3].map((round) => valuesOf(`${String(round)}-delta.json`)[orders])).toEqual([5, 5, 5])
    expect(valuesOf('2-delta.protobuf.gz')).toMatchObject({
      'http_server_active_requests{}': 1,
      'shop_queue_length_ratio{"queue":"mail"}': -2.5,
      'up{"role":"web"}': 1,
    })
  })

  it('hold the observations of an exponential histogram as closely as it resolves', () => {
    const told = decode('1-delta.protobuf.gz').histograms.filter(({ source }) => source.isFailure === false)
    const [content] = told.map((point) => point.content)
    if (content?.kind !== 'delta') throw new Error('it is told as a delta')
    const { histogram } = content
    expect(histogram).toMatchObject({ count: 58, minMs: 0 })
    const values = Array.from({ length: 60 }, (_, at) => 10 * 1.05 ** at).filter((_, at) => at % 20 !== 0)
    const [median] = quantilesOf(toIntervals(histogram), [0.5]) ?? []
    const exact = [0, ...values].sort((one, other) => one - other)[28] ?? NaN
    expect(median?.low).toBeLessThanOrEqual(exact)
    expect(median?.high).toBeGreaterThanOrEqual(exact)
    expect((median?.high ?? NaN) / (median?.low ?? NaN)).toBeLessThan(1.025)
  })

  it('tell of a host what the checklist looks for', () => {
    const names = new Set(decode('2-host-metrics.protobuf.gz').unresolved.map(({ name }) => name))
    for (const name of ['system_cpu_time_seconds_total', 'system_memory_usage', 'system_network_io_total'])
      expect(names).toContain(name)
  })

  it('and the example of the specification is understood', () => {
    const points = [...readMetrics('json', bodyOf('metrics-example.json'))].filter((point) => point !== null)
    expect(points.map(({ metric }) => metric.name)).toEqual([
      'my.counter',
      'my.gauge',
      'my.histogram',
      'my.exponential.histogram',
    ])
    expect(decode('metrics-example.json').refusals.list()).toMatchObject([
      { reason: 'node_missing', count: 4 },
    ])
  })
})
