import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { decodeOptions, readBatch } from './decode-for-test'
import { decodeWriteRequest } from './decode-write-request'
import { inflate } from './inflate-for-test'

const STALE_MARKER = 0x7ff0000000000002n
const MAX_BYTES = 1024 * 1024

const bodyOf = (name: string) =>
  readFileSync(fileURLToPath(new URL(`fixtures/${name}.snappy`, import.meta.url)))

const decode = (name: string) => {
  const batch = decodeWriteRequest(inflate(bodyOf(name), MAX_BYTES), decodeOptions())
  const series = readBatch(batch)
  return { batch, series, samples: series.flatMap((one) => one.samples) }
}

describe('bodies of real senders', () => {
  it.each([
    ['prometheus-2.42-samples', 86],
    ['prometheus-2.42-samples-and-stale', 129],
    ['vmagent-1.79-samples', 44],
    ['vmagent-1.79-stale', 38],
  ])('%s is read whole', (name, count) => {
    const { batch, samples } = decode(name)
    expect(samples).toHaveLength(count)
    expect(batch.refusals.total).toBe(0)
    expect(
      batch.unresolved.every((one) => one.node.cluster === 'eu-1' && one.node.instance === '127.0.0.1'),
    ).toBe(true)
    expect(samples.every(({ timeMs }) => Math.abs(timeMs - Date.UTC(2026, 10, 21)) < 86_400_000)).toBe(true)
  })

  it('Prometheus says what it scraped', () => {
    const { series } = decode('prometheus-2.42-samples')
    const up = series.find(({ labels }) =>
      labels.some(([name, value]) => name === '__name__' && value === 'up'),
    )
    expect(Object.fromEntries(up?.labels ?? [])).toEqual({
      __name__: 'up',
      cluster: 'eu-1',
      instance: '127.0.0.1:39117',
      job: 'node',
      replica: 'a',
    })
    const one = new BigUint64Array(new Float64Array([1]).buffer)[0]
    expect(up?.samples.map(({ bits }) => bits)).toContain(one)
  })

  it.each(['prometheus-2.42-samples-and-stale', 'vmagent-1.79-stale'])(
    '%s keeps its 38 stale markers',
    (name) => {
      expect(decode(name).samples.filter(({ bits }) => bits === STALE_MARKER)).toHaveLength(38)
    },
  )

  it('a request of metadata alone is nothing to keep', () => {
    const { batch, samples } = decode('prometheus-2.42-metadata')
    expect(samples).toHaveLength(0)
    expect(batch.refusals.total).toBe(0)
  })
})
