import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidInputError } from '../errors'
import { BUILT_IN_RULES } from './built-in-rules'
import { frameKindOf, frameName } from './frame-name'
import { compileFrameSearch } from './frame-search'
import { matchRules, type ProfileRule } from './profile-rules'
import { ROOT } from './stack-tree'
import { StackTreeBuilder } from './stack-tree-builder'
import type { StackTree } from './stack-tree'

const treeOf = (...samples: [string, number][]) => {
  const builder = new StackTreeBuilder({ mostFrames: 1000, mostNodes: 1000 })
  for (const [stack, weight] of samples) {
    const node = stack.split(';').reduce((at, name) => builder.child(at, builder.frame(name)), ROOT)
    builder.add(node, weight)
  }
  return builder.build()
}

const matchesOf = (tree: StackTree, rules: readonly ProfileRule[]) => {
  const work = matchRules(tree, rules)
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value
}

describe('looking for functions', () => {
  it('finds what a regular expression finds anywhere in the name', () => {
    const part = fc.constantFrom('a', 'b', '.', '|', '^a', 'b$', '(a|b)', '[ab]', 'a*', '\\|', '\\.', 'ab')
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '|', '.'), maxLength: 6 })
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), name, (parts, text) => {
        const source = parts.join('')
        let matches: (name: string) => boolean
        try {
          matches = compileFrameSearch(source)
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInputError)
          return
        }
        expect(matches(text)).toBe(new RegExp(source, 's').test(text))
      }),
      { numRuns: 500 },
    )
  })

  it('does not mind the mark that says where a function is from', () => {
    expect(compileFrameSearch('^do_syscall_64$')('do_syscall_64_[k]')).toBe(true)
    expect(frameKindOf('do_syscall_64_[k]')).toBe('kernel')
    expect(frameKindOf('main')).toBe('user')
  })

  it('makes names fit for a screen', () => {
    expect(frameName(' a\u0000b\n\u202e<script>\ud800 ')).toBe('a b  <script>')
    expect(frameName('x'.repeat(1000))).toHaveLength(300)
  })
})

describe('rules for profiles', () => {
  const spinning = treeOf(
    [
      'proxy;read_[k];kretprobe_trampoline_[k];htab_map_update_elem_[k];native_queued_spin_lock_slowpath_[k]',
      30,
    ],
    ['proxy;parse', 70],
  )

  it('name the function, its share and what it means', () => {
    const found = matchesOf(spinning, BUILT_IN_RULES)
    expect(found.map(({ rule, share, frame }) => [rule.id, share, frame])).toEqual([
      ['builtin:spin-lock', 0.3, 'native_queued_spin_lock_slowpath_[k]'],
      ['builtin:kretprobe', 0.3, 'kretprobe_trampoline_[k]'],
      ['builtin:bpf-map', 0.3, 'htab_map_update_elem_[k]'],
    ])
  })

  it('are silent below their share, and of nothing', () => {
    const rule = { id: 'x', pattern: 'parse', leastShare: 0.71, reason: '' }
    expect(matchesOf(spinning, [rule])).toEqual([])
    expect(matchesOf(spinning, [{ ...rule, leastShare: 0.7 }])).toHaveLength(1)
    expect(matchesOf(treeOf(), BUILT_IN_RULES)).toEqual([])
  })

  it('that are built in are all well formed, and known by different names', () => {
    for (const { pattern } of BUILT_IN_RULES) expect(() => compileFrameSearch(pattern)).not.toThrow()
    expect(new Set(BUILT_IN_RULES.map(({ id }) => id)).size).toBe(BUILT_IN_RULES.length)
  })
})
