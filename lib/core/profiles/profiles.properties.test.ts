import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareTrees } from './compare-trees'
import { toFlameTree } from './flame-tree'
import { weightInside } from './frame-search'
import { frameWeights } from './frame-weights'
import { ROOT, sumOf, totalsOf, type StackTree } from './stack-tree'
import { StackTreeBuilder } from './stack-tree-builder'

const LIMITS = { mostFrames: 1000, mostNodes: 100_000 }

type Stacks = readonly (readonly [readonly string[], number])[]

const stack = fc.tuple(
  fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1, maxLength: 8 }),
  fc.integer({ min: 1, max: 100 }),
)
const stacks: fc.Arbitrary<Stacks> = fc.array(stack, { minLength: 1, maxLength: 400 })

const treeOf = (samples: Stacks): StackTree => {
  const builder = new StackTreeBuilder(LIMITS)
  for (const [names, weight] of samples)
    builder.add(
      names.reduce((node, name) => builder.child(node, builder.frame(name)), ROOT),
      weight,
    )
  return builder.build()
}

const weightsOf = (tree: StackTree) => ({ selfs: tree.selfs, baseSelfs: null })

/** By stack as text. */
const foldedOf = (tree: StackTree): Record<string, number> => {
  const paths: string[] = ['']
  const folded: Record<string, number> = {}
  for (let node = 1; node < tree.parents.length; node += 1) {
    const path = `${paths[tree.parents[node] ?? 0] ?? ''};${tree.names[tree.frames[node] ?? 0] ?? ''}`
    paths.push(path)
    if ((tree.selfs[node] ?? 0) > 0) folded[path] = tree.selfs[node] ?? 0
  }
  return folded
}

describe('a tree of stacks', () => {
  it('holds exactly what was put into it, in whatever order and parts', () => {
    fc.assert(
      fc.property(stacks, fc.nat(), (samples, cut) => {
        const at = cut % (samples.length + 1)
        const builder = new StackTreeBuilder(LIMITS)
        builder.merge(treeOf(samples.slice(at)))
        builder.merge(treeOf(samples.slice(0, at)))
        expect(foldedOf(builder.build())).toEqual(foldedOf(treeOf(samples)))
      }),
    )
  })

  it('counts a function that calls itself once', () => {
    fc.assert(
      fc.property(stacks, (samples) => {
        const tree = treeOf(samples)
        const { selfs, totals } = frameWeights(tree)
        tree.names.forEach((name, frame) => {
          const inside = samples.filter(([names]) => names.includes(name))
          const leaf = samples.filter(([names]) => names.at(-1) === name)
          expect(totals[frame]).toBe(inside.reduce((sum, [, weight]) => sum + weight, 0))
          expect(selfs[frame]).toBe(leaf.reduce((sum, [, weight]) => sum + weight, 0))
          expect(weightInside(tree, (wanted) => wanted === frame)).toBe(totals[frame])
        })
      }),
    )
  })
})

describe('a tree as it is drawn', () => {
  it('loses nothing to what is too narrow, and puts callers first', () => {
    fc.assert(
      fc.property(stacks, fc.integer({ min: 2, max: 60 }), (samples, mostNodes) => {
        const tree = treeOf(samples)
        const flame = toFlameTree(tree, weightsOf(tree), { leastShare: 0.01, mostNodes })
        expect(flame.totals[0]).toBe(sumOf(tree.selfs))
        const childTotals = flame.totals.map(() => 0)
        flame.parents.forEach((parent, node) => {
          expect(parent).toBeLessThan(node)
          if (node > 0) childTotals[parent] = (childTotals[parent] ?? 0) + (flame.totals[node] ?? 0)
        })
        flame.totals.forEach((total, node) => {
          const self = flame.selfs[node] ?? 0
          expect(flame.gathered[node] === 0 ? self + (childTotals[node] ?? 0) : self).toBe(total)
        })
        const shown = flame.gathered.filter((count) => count === 0).length
        expect(shown).toBeLessThanOrEqual(mostNodes)
        expect(shown + flame.gathered.reduce((sum, count) => sum + count, 0)).toBe(tree.parents.length)
      }),
    )
  })

  it('shows every frame where there is room for it', () => {
    const tree = treeOf([
      [['a', 'b'], 1],
      [['a', 'c'], 3],
      [['a'], 1],
    ])
    const flame = toFlameTree(tree, weightsOf(tree), { leastShare: 0, mostNodes: 10 })
    expect(flame.frames.map((frame) => flame.names[frame] ?? '')).toEqual(['', 'a', 'b', 'c'])
    expect(flame.totals).toEqual([5, 5, 1, 3])
  })
})

describe('two trees', () => {
  it('become one, with what was seen in each', () => {
    fc.assert(
      fc.property(stacks, stacks, (samples, others) => {
        const [inside, base] = [treeOf(samples), treeOf(others)]
        const both = compareTrees(inside, base, LIMITS)
        expect(foldedOf({ ...both.tree, selfs: both.selfs })).toEqual(foldedOf(inside))
        expect(foldedOf({ ...both.tree, selfs: both.baseSelfs })).toEqual(foldedOf(base))
        expect(totalsOf(both.tree, both.baseSelfs)[ROOT]).toBe(sumOf(base.selfs))
      }),
    )
  })
})
