import { describe, expect, it } from 'vitest'
import { decodeSamples } from './decode-samples'
import { nativeAnswer } from './native-protocol'

/** An asymmetric matcher, which vitest types as any. */
const containing = (text: string): unknown => expect.stringContaining(text)

const NOW = 1_700_000_000_000
const times = { oldestMs: NOW - 86_400_000, newestMs: NOW + 600_000 }
const METRIC = 'disk.saturation.queue'

function decode(...documents: unknown[]) {
  const batch = decodeSamples(
    documents.map((value) => ({ ok: true as const, value })),
    times,
  )
  batch.seriesIds.fill(1)
  const answer: unknown = JSON.parse(String(nativeAnswer(batch).body))
  const series = batch.unresolved.map(({ name, labels, node }) => ({ name, labels, node: node.instance }))
  return { batch, answer, series }
}

const node = { name: 'db-1' }

describe('decodeSamples', () => {
  it('keeps USE values of a node and of its devices, source series, labels and facts', () => {
    const { batch, answer, series } = decode({
      node: {
        ...node,
        cluster: 'eu-1',
        labels: { zone: 'a' },
        facts: { kernel: '6.1', 'driver{eth0}': 'ixgbevf' },
      },
      samples: [
        {
          timestampMs: NOW,
          values: { [METRIC]: { nvme0n1: 2 }, 'cpu.saturation.pressure': null },
          series: [{ name: 'node_load1', labels: {}, type: 'gauge', value: 0.5 }],
        },
      ],
    })
    expect(answer).toEqual({ accepted: 1, refused: 0, refusals: [] })
    expect(series).toEqual([
      { name: `use:${METRIC}`, labels: { device: 'nvme0n1' }, node: 'db-1' },
      { name: 'node_load1', labels: {}, node: 'db-1' },
      { name: 'up', labels: { zone: 'a' }, node: 'db-1' },
    ])
    expect([...batch.values]).toEqual([2, 0.5, 1])
    expect(batch.facts).toEqual([
      { ordinal: 0, name: 'kernel', device: '', value: '6.1', observedMs: NOW },
      { ordinal: 0, name: 'driver', device: 'eth0', value: 'ixgbevf', observedMs: NOW },
    ])
  })

  it('refuses each item by itself, with its index in the whole body', () => {
    const { answer, batch } = decode(
      {
        node,
        samples: [
          { timestampMs: NOW, values: { [METRIC]: 1 } },
          { timestampMs: NOW + 3_600_000, values: {} },
        ],
      },
      { nodes: 'none', samples: [{}, {}] },
      { node, samples: [{ timestampMs: NOW, values: { 'cpu.utilization.nonsense': 1, [METRIC]: 3 } }] },
      { node, samples: [{ timestampMs: 5, values: { [METRIC]: 1 } }] },
    )
    expect(answer).toEqual({
      accepted: 1,
      refused: 5,
      refusals: [
        { index: 1, reason: containing('too_far_in_future') },
        { index: 2, reason: containing('must be') },
        { index: 3, reason: containing('must be') },
        { index: 4, reason: containing('cpu.utilization.nonsense') },
        { index: 5, reason: containing('older_than_retention') },
      ],
    })
    expect([...batch.values]).toEqual([1, 3])
  })

  it('keeps a series that names no node under its service', () => {
    const { series } = decode({
      service: 'allocator',
      samples: [{ timestampMs: NOW, series: [{ name: 'queue', type: 'gauge', value: 1 }] }],
    })
    expect(series).toEqual([{ name: 'queue', labels: {}, node: 'service:allocator' }])
  })

  it.each([
    ['a value that is no number', { values: { [METRIC]: '1' } }],
    ['a name with a NUL', { series: [{ name: 'a\0', type: 'gauge', value: 1 }] }],
    ['half a character', { series: [{ name: '\ud800', type: 'gauge', value: 1 }] }],
    ['a series without a type', { series: [{ name: 'a', value: 1 }] }],
  ])('refuses %s', (_, sample) => {
    const { answer, batch } = decode({ node, samples: [{ timestampMs: NOW, ...sample }] })
    expect(answer).toMatchObject({ accepted: 0, refused: 1, refusals: [{ index: 0 }] })
    expect(batch.values).toHaveLength(0)
  })

  it('tells the first hundred refusals and counts them all', () => {
    const samples = Array.from({ length: 150 }, () => ({ timestampMs: 1 }))
    const { answer } = decode({ node, samples })
    expect(answer).toMatchObject({ accepted: 0, refused: 150 })
    expect((answer as { refusals: unknown[] }).refusals).toHaveLength(100)
  })
})
