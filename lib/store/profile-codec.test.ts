import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ROOT } from '@/lib/core/profiles/stack-tree'
import { StackTreeBuilder } from '@/lib/core/profiles/stack-tree-builder'
import { decodeProfile, encodeProfile, PROFILE_CODEC } from './profile-codec'

const stacks = fc.array(
  fc.tuple(
    fc.array(fc.constantFrom('main', 'read_[k]', 'λ<T>', 'a b'), { maxLength: 6 }),
    fc.oneof(fc.integer({ min: 0, max: 2 ** 45 }), fc.double({ min: 0, max: 1e9, noNaN: true })),
  ),
  { maxLength: 30 },
)

it('a profile comes back from its bytes as it was', async () => {
  await fc.assert(
    fc.asyncProperty(stacks, fc.array(fc.nat(10_000), { maxLength: 20 }), async (samples, offsets) => {
      const builder = new StackTreeBuilder({ mostFrames: 100, mostNodes: 1000 })
      for (const [names, weight] of samples)
        builder.add(
          names.reduce((node, name) => builder.child(node, builder.frame(name)), ROOT),
          weight,
        )
      const tree = builder.build()
      const moments =
        offsets.length === 0
          ? null
          : {
              offsets: Uint32Array.from(offsets.toSorted((one, other) => one - other)),
              nodes: Uint32Array.from(offsets, (_, at) => at % tree.parents.length),
            }
      const decoded = decodeProfile(PROFILE_CODEC, await encodeProfile({ tree, moments }))
      const names = tree.names.length === 0 ? [''] : [...tree.names]
      expect(decoded).toEqual({ tree: { ...tree, names }, moments })
    }),
  )
})
