import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CorruptBlockError } from './byte-reader'
import { ByteWriter } from './byte-writer'
import { decodeChunk, encodeChunk } from './chunk-codec'
import { createHeads, writeHeads } from './chunk-heads'
import { sampleNode } from './sample-fleet'
import { anyEntries } from './test-values'

const block = encodeChunk(
  sampleNode(1, 1.79e12, 20, 15_000).map((column, seriesId) => ({ seriesId, column })),
)

/** Answers whether the bytes were read; anything but a `CorruptBlockError` fails. */
function isRead(bytes: Uint8Array): boolean {
  try {
    decodeChunk(bytes)
    return true
  } catch (error) {
    expect(error).toBeInstanceOf(CorruptBlockError)
    return false
  }
}

const FASTEST = { params: { [constants.BROTLI_PARAM_QUALITY]: 0 } }

const isBodyRead = (body: Uint8Array): boolean => isRead(brotliCompressSync(body, FASTEST))

it('a block that is cut anywhere is refused', () => {
  for (let length = 0; length < block.length; length += 3)
    expect(isRead(block.subarray(0, length))).toBe(false)
  const body = brotliDecompressSync(block)
  for (let length = 0; length < body.length; length += 11)
    expect(isBodyRead(body.subarray(0, length))).toBe(false)
})

it('bytes that nobody encoded are refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      isRead(bytes)
      isBodyRead(bytes)
    }),
    { numRuns: 1000 },
  )
})

it('a block with changed bytes is read or refused, and never anything else', () => {
  const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), {
    minLength: 1,
    maxLength: 5,
  })
  fc.assert(
    fc.property(anyEntries, changes, (entries, changed) => {
      const body = new Uint8Array(brotliDecompressSync(encodeChunk(entries)))
      for (const [at, flips] of changed) body[at % body.length] = (body[at % body.length] ?? 0) ^ flips
      isBodyRead(body)
    }),
    { numRuns: 1000 },
  )
})

describe('a small block that claims to be a large one is refused before room is made', () => {
  const sizes = [2 ** 28, 2 ** 32, 2 ** 52]

  it.each(sizes)('with %d series', (count) => {
    const body = new ByteWriter()
    body.varint(count)
    expect(isBodyRead(body.written())).toBe(false)
  })

  it.each(sizes)('with %d vectors of times', (count) => {
    const body = new ByteWriter()
    writeHeads(body, createHeads(0))
    body.varint(count)
    expect(isBodyRead(body.written())).toBe(false)
  })

  it.each(sizes)('with %d times', (count) => {
    const body = new ByteWriter()
    writeHeads(body, createHeads(1))
    body.varint(1)
    body.varint(count)
    expect(isBodyRead(body.written())).toBe(false)
  })

  it('with many series that share many times', () => {
    const body = new ByteWriter()
    const heads = createHeads(20_000)
    heads.seriesIds.forEach((_, index) => (heads.seriesIds[index] = index))
    writeHeads(body, heads)
    body.varint(1)
    body.section(new Uint8Array(20_000))
    body.section(new Uint8Array(20_000))
    expect(isBodyRead(body.written())).toBe(false)
  })
})
