import fc from 'fast-check'
import { compress as compressSnappy } from 'snappyjs'
import { describe, expect, it } from 'vitest'
import { InvalidInputError } from '@/lib/core/errors'
import { encodeVarint } from './encode-write-request'
import { inflate as inflateAny, inflateAtOnce } from './inflate-for-test'

const MAX_BYTES = 1024 * 1024
const inflateInSteps = (body: Uint8Array, stepBytes?: number) => inflateAny(body, MAX_BYTES, stepBytes)

const compressible = fc
  .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 60 })), {
    maxLength: 20,
  })
  .map((parts) => Buffer.concat(parts.flatMap(([part, times]) => Array.from({ length: times }, () => part))))

const compress = (plain: Uint8Array) => compressSnappy(new Uint8Array(plain))

describe.each([
  ['in steps', inflateInSteps],
  ['at once', inflateAtOnce],
])('inflate snappy %s', (_, inflate) => {
  it('gives back what was compressed', () => {
    fc.assert(
      fc.property(fc.oneof(compressible, fc.uint8Array({ maxLength: 5000 })), (plain) => {
        expect(Buffer.from(inflate(compress(plain))).equals(Buffer.from(plain))).toBe(true)
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

const inflatedOrNull = (inflate: (body: Uint8Array) => Uint8Array, body: Uint8Array) => {
  try {
    return Buffer.from(inflate(body))
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError)
    return null
  }
}

/** Elements as encoders do not write them: long counts, offsets of four bytes, copies that overlap or lead out. */
const anyElement = fc.oneof(
  fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.integer({ min: 1, max: 4 }))
    .map(([bytes, countBytes]) => [
      (59 + countBytes) << 2,
      ...[0, 8, 16, 24].slice(0, countBytes).map((shift) => ((bytes.length - 1) >>> shift) & 255),
      ...bytes,
    ]),
  fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 90 })).map(([tag, offset]) => {
    const kind = tag & 3
    if (kind === 0) return [0, offset]
    if (kind === 1) return [tag & 0x1f, offset]
    return [tag, offset, 0, ...(kind === 2 ? [] : [0, 0])]
  }),
)

it('is inflated to the same at once and in steps, or refused by both', () => {
  fc.assert(
    fc.property(
      fc.array(anyElement, { maxLength: 12 }),
      fc.integer({ min: -1, max: 1 }),
      (elements, more) => {
        const body = elements.flat()
        const full = lengthOf(elements)
        const compressed = Uint8Array.from([...encodeVarint(Math.max(0, full + more)), ...body])
        const inSteps = inflatedOrNull(inflateInSteps, compressed)
        expect(inflatedOrNull(inflateAtOnce, compressed)).toEqual(inSteps)
      },
    ),
    { numRuns: 3000 },
  )
})

/** How many bytes the elements stand for. */
function lengthOf(elements: readonly (readonly number[])[]): number {
  return elements.reduce((sum, [tag = 0, ...rest]) => {
    const upper = tag >>> 2
    if ((tag & 3) === 1) return sum + (upper & 7) + 4
    if ((tag & 3) !== 0 || upper < 60) return sum + upper + 1
    return sum + rest.length - (upper - 59)
  }, 0)
}

describe('in steps', () => {
  it('gives back the same in steps of any length', () => {
    fc.assert(
      fc.property(compressible, fc.integer({ min: 1, max: 100 }), (plain, stepBytes) => {
        expect(Buffer.from(inflateInSteps(compress(plain), stepBytes)).equals(plain)).toBe(true)
      }),
    )
  })
})
