import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteCache, type CacheKind } from './byte-cache'

const BYTES: CacheKind<Uint8Array> = { name: 'bytes', bytesOf: (value) => value.length }
const KIBIBYTE = 1024

describe('a cache bounded by bytes', () => {
  it('gives a value back only for the version it was kept for', () => {
    const cache = new ByteCache(64 * KIBIBYTE)
    cache.set(BYTES, 'a', '1', Uint8Array.of(1))
    expect(cache.get(BYTES, 'a', '1')).toEqual(Uint8Array.of(1))
    expect(cache.get(BYTES, 'a', '2')).toBeUndefined()
    expect(cache.get({ ...BYTES, name: 'other' }, 'a', '1')).toBeUndefined()
  })

  it('holds one version of a key', () => {
    const cache = new ByteCache(64 * KIBIBYTE)
    cache.set(BYTES, 'a', '1', new Uint8Array(KIBIBYTE))
    const { bytes } = cache
    cache.set(BYTES, 'a', '2', new Uint8Array(KIBIBYTE))
    expect(cache.bytes).toBe(bytes)
    expect(cache.get(BYTES, 'a', '1')).toBeUndefined()
  })

  it('lets go what was not used for longest', () => {
    const cache = new ByteCache(4.5 * KIBIBYTE)
    for (const key of ['a', 'b', 'c']) cache.set(BYTES, key, '', new Uint8Array(KIBIBYTE))
    cache.get(BYTES, 'a', '')
    cache.set(BYTES, 'd', '', new Uint8Array(KIBIBYTE))
    const kept = ['a', 'b', 'c', 'd'].filter((key) => cache.get(BYTES, key, '') !== undefined)
    expect(kept).toEqual(['a', 'c', 'd'])
  })

  it('does not let one value push out all the others', () => {
    const cache = new ByteCache(4 * KIBIBYTE)
    cache.set(BYTES, 'small', '', new Uint8Array(10))
    cache.set(BYTES, 'large', '', new Uint8Array(3 * KIBIBYTE))
    expect(cache.get(BYTES, 'large', '')).toBeUndefined()
    expect(cache.get(BYTES, 'small', '')).toBeDefined()
  })

  it('keeps what belongs together as a whole or not at all, and counts empty values too', () => {
    const cache = new ByteCache(8 * KIBIBYTE)
    const empty = (count: number, prefix: string) =>
      Array.from({ length: count }, (_, i) => ({
        key: prefix + String(i),
        version: '',
        value: new Uint8Array(),
      }))
    cache.setTogether(BYTES, empty(10, 'a'))
    const { bytes } = cache
    cache.setTogether(BYTES, empty(100, 'b'))
    expect(cache.bytes).toBe(bytes)
    expect(cache.get(BYTES, 'a9', '')).toBeDefined()
    expect(cache.get(BYTES, 'b0', '')).toBeUndefined()
  })

  it('never holds more than its bound, whatever is kept in whatever order', () => {
    const steps = fc.array(fc.record({ key: fc.integer({ max: 20 }), bytes: fc.nat({ max: 5000 }) }))
    fc.assert(
      fc.property(steps, (all) => {
        const cache = new ByteCache(8 * KIBIBYTE)
        for (const { key, bytes } of all) {
          cache.set(BYTES, String(key), '', new Uint8Array(bytes))
          expect(cache.bytes).toBeLessThanOrEqual(8 * KIBIBYTE)
          expect(cache.bytes).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })
})
