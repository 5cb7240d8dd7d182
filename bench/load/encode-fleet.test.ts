import { expect, it } from 'vitest'
import { decodeOptions, readBatch } from '@/lib/ingest/remote-write/decode-for-test'
import { decodeWriteRequest } from '@/lib/ingest/remote-write/decode-write-request'
import { bitsOf } from '@/lib/ingest/remote-write/encode-write-request'
import { inflate } from '@/lib/ingest/remote-write/inflate-for-test'
import { encodeFleet } from './encode-fleet'
import { SERIES_PER_NODE, columnsOfNode, labelsOfNode } from './fleet'

it('every sample of the fleet is sent once, with its labels, and a series always travels in one lane', () => {
  const shape = {
    nodes: 3,
    ticks: 4,
    startMs: 1_700_000_000_000,
    stepMs: 15_000,
    kind: 'decimal',
    samplesPerRequest: 50,
    connections: 2,
  } as const
  const fleet = encodeFleet(shape)
  const sent = new Map<string, { lane: number; samples: { timeMs: number; bits: bigint }[] }>()
  fleet.lanes.forEach((lane, at) => {
    for (const { body } of lane)
      for (const { labels, samples } of readBatch(
        decodeWriteRequest(inflate(body, 1 << 20), decodeOptions()),
      )) {
        const key = JSON.stringify(labels)
        const known = sent.get(key) ?? { lane: at, samples: [] }
        expect(known.lane).toBe(at)
        known.samples.push(...samples)
        sent.set(key, known)
      }
  })
  expect(fleet.samples).toBe(3 * SERIES_PER_NODE * 4)
  for (const node of [0, 1, 2])
    columnsOfNode(node, shape).forEach(({ timesMs, values }, series) => {
      const own = sent.get(JSON.stringify(labelsOfNode(node)[series]))
      const expected = Array.from(timesMs, (timeMs, i) => ({ timeMs, bits: bitsOf(values[i] ?? 0) }))
      expect(own?.samples).toEqual(expected)
    })
})
