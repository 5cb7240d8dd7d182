import fc from 'fast-check'
import { compress as compressSnappy } from 'snappyjs'
import { describe, expect, it } from 'vitest'
import { InvalidInputError } from '@/lib/core/errors'
import { encodeVarint } from './encode-write-request'
import { inflate as inflateAny } from './inflate-for-test'

const MAX_BYTES = 1024 * 1024
const inflate = (body: Uint8Array, stepBytes?: number) => inflateAny(body, MAX_BYTES, stepBytes)

const compressible = fc
  .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 60 })), {
    maxLength: 20,
  })
  .map((parts) => Buffer.concat(parts.flatMap(([part, times]) => Array.from({ length: times }, () => part))))

const compress = (plain: Uint8Array) => compressSnappy(new Uint8Array(plain))

describe('inflate snappy', () => {
  it('gives back what was compressed', () => {
    fc.assert(
      fc.property(fc.oneof(compressible, fc.uint8Array({ maxLength: 5000 })), (plain) => {
        expect(Buffer.from(inflate(compress(plain))).equals(Buffer.from(plain))).toBe(true)
      }),
    )
  })

  it('gives back the same in steps of any length', () => {
    fc.assert(
      fc.property(compressible, fc.integer({ min: 1, max: 100 }), (plain, stepBytes) => {
        expect(Buffer.from(inflate(compress(plain), stepBytes)).equals(plain)).toBe(true)
      }),
    )
  })

  it('refuses a body that is cut anywhere', () => {
    fc.assert(
      fc.property(compressible, (plain) => {
        const body = compress(plain)
        for (let length = 0; length < body.length; length += 1) {
          expect(() => inflate(body.subarray(0, length))).toThrow(InvalidInputError)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('answers or refuses any bytes, and never fails otherwise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (body) => {
        try {
          expect(inflate(body).length).toBeLessThanOrEqual(MAX_BYTES)
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInputError)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('refuses a bomb by its declared length, without inflating it', () => {
    const bomb = Buffer.concat([encodeVarint(4 * 1024 ** 3 - 1), Buffer.alloc(100, 0xfe)])
    expect(() => inflate(bomb)).toThrow(
      expect.objectContaining({ status: 413, reason: 'inflated_body_too_large' }),
    )
  })

  it('refuses copies from before the beginning and beyond the declared end', () => {
    for (const body of [
      [4, 0x0e, 0x01, 0x00],
      [2, 0x00, 0x61, 0x0e, 0x01, 0x00],
      [8, 0x00, 0x61],
      [1, 0x04, 0x61, 0x62],
    ]) {
      expect(() => inflate(new Uint8Array(body))).toThrow(InvalidInputError)
    }
  })
})
