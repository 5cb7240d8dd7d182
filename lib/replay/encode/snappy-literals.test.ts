import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inflate } from '@/lib/ingest/remote-write/inflate-for-test'
import { toSnappyLiterals } from './snappy-literals'

it('is inflated to the same bytes, whatever their number', () => {
  const sizes = fc.oneof(fc.nat(300), fc.constantFrom(65_535, 65_536, 65_537, 131_072, 200_000))
  fc.assert(
    fc.property(sizes, (size) => {
      const plain = Uint8Array.from({ length: size }, (_, at) => at % 251)
      expect(Buffer.from(inflate(toSnappyLiterals(plain), 1 << 20)).equals(Buffer.from(plain))).toBe(true)
    }),
    { numRuns: 30 },
  )
})
