import fc from 'fast-check'
import { compress as compressSnappy } from 'snappyjs'
import { describe, expect, it } from 'vitest'
import { InvalidInputError, UnavailableError } from '@/lib/core/errors'
import { createBodyBudget } from '@/lib/http/body-budget'
import { createTurns } from '../turns'
import { decodeOptions, readBatch } from './decode-for-test'
import { createBodyDecoder } from './decode-in-turns'
import { decodeWriteRequest, WriteRequestDecoder } from './decode-write-request'
import { bitsOf, encodeVarint, encodeWriteRequest, type WriteSeries } from './encode-write-request'

const MEBIBYTE = 1024 * 1024
const decode = createBodyDecoder(64 * MEBIBYTE)

const seriesOf = (name: string, samples: number, instance = 'db-1:9100'): WriteSeries => ({
  labels: [
    ['__name__', name],
    ['instance', instance],
  ],
  samples: Array.from({ length: samples }, (_, at) => ({
    timeMs: 1_700_000_000_000 + at,
    bits: bitsOf(at / 7),
  })),
})

const optionsWith = (maxBytes: number) => {
  const lease = createBodyBudget(maxBytes).open()
  return { ...decodeOptions(), lease, turns: createTurns() }
}

const compress = (series: readonly WriteSeries[]) =>
  compressSnappy(new Uint8Array(encodeWriteRequest(series)))

describe('a large body', () => {
  const series = Array.from({ length: 500 }, (_, at) => seriesOf(`large_${at}`, 2, 'x'.repeat(8000)))

  it('is decoded to the same as at once, while everybody else has turns', async () => {
    let turns = 0
    let isDone = false
    const count = () => {
      turns += 1
      if (!isDone) setImmediate(count)
    }
    setImmediate(count)
    const batch = await decode(compress(series), optionsWith(64 * MEBIBYTE))
    isDone = true
    const plain = encodeWriteRequest(series)
    expect(turns).toBeGreaterThan(plain.length / MEBIBYTE)
    expect(readBatch(batch)).toEqual(readBatch(decodeWriteRequest(plain, decodeOptions())))
  })

  it('is refused with a retry when too many are under way', async () => {
    await expect(async () => decode(compress(series), optionsWith(MEBIBYTE))).rejects.toThrow(
      UnavailableError,
    )
  })

  it('is refused by its declared length before any memory is taken', () => {
    const bomb = Buffer.concat([encodeVarint(64 * MEBIBYTE + 1), Buffer.alloc(100, 0xfe)])
    expect(() => decode(bomb, optionsWith(0))).toThrow(InvalidInputError)
  })

  it('with new series only is decoded in turns even if it is short', async () => {
    const fresh = Array.from({ length: 2000 }, (_, at) => seriesOf(`fresh_${at}`, 1))
    const decoding = decode(compress(fresh), optionsWith(MEBIBYTE))
    expect(decoding).toBeInstanceOf(Promise)
    await decode(compress([seriesOf('between', 3)]), optionsWith(MEBIBYTE))
    expect((await decoding).unresolved.map(({ name }) => name)).toEqual(fresh.map((_, at) => `fresh_${at}`))
  })
})

describe('a decoder that pauses', () => {
  const inTurns = (body: Uint8Array, work: number) => {
    const decoder = new WriteRequestDecoder(body, decodeOptions())
    while (!decoder.run(work)) continue
    return decoder.finish()
  }

  it('reads the same whenever it pauses', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5), { maxLength: 30 }),
        fc.integer({ min: 1, max: 300 }),
        (counts, work) => {
          const body = encodeWriteRequest(counts.map((count, at) => seriesOf(`paused_${at}`, count)))
          expect(readBatch(inTurns(body, work))).toEqual(readBatch(decodeWriteRequest(body, decodeOptions())))
        },
      ),
    )
  })

  it('pauses in the middle of a long series, and finds labels behind its samples', () => {
    const trailing = encodeWriteRequest([{ labels: [['zone', 'a']], samples: [] }]).subarray(2)
    const long = [seriesOf('first', 1), { ...seriesOf('long', 8000), trailing }, seriesOf('last', 2)]
    const [first, middle, last] = readBatch(inTurns(encodeWriteRequest(long), 1))
    expect([first?.samples.length, middle?.samples.length, last?.samples.length]).toEqual([1, 8000, 2])
    expect(middle?.labels).toEqual([
      ['__name__', 'long'],
      ['instance', 'db-1:9100'],
      ['zone', 'a'],
    ])
  })
})
