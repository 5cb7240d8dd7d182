import { InvalidInputError } from './errors'
import { parsePattern, type PatternNode } from './pattern-syntax'

/** Larger automata than any filter needs are refused. */
const MAX_STATES = 2_000

type Test = (code: number) => boolean
/** One step of the automaton: eat a character, or go on in two places, or be done. */
type State = { eat: Test; next: number } | { split: readonly [number, number] } | { done: true }

/** Builds the automaton backwards: each part knows the state that follows it. */
class AutomatonBuilder {
  readonly states: State[] = [{ done: true }]

  build(node: PatternNode, next: number): number {
    switch (node.kind) {
      case 'empty':
        return next
      case 'character':
        return this.add({ eat: node.test, next })
      case 'sequence':
        return node.of.reduceRight((after, part) => this.build(part, after), next)
      case 'either':
        return node.of
          .map((part) => this.build(part, next))
          .reduce((left, right) => this.add({ split: [left, right] }))
      case 'repeat':
        return this.buildRepeat(node, next)
    }
  }

  private buildRepeat({ of, least, most }: Extract<PatternNode, { kind: 'repeat' }>, next: number): number {
    let start = next
    if (most === Infinity) {
      const loop = this.add({ split: [next, next] })
      const body = this.build(of, loop)
      this.states[loop] = { split: [body, next] }
      start = loop
    }
    for (let extra = least; extra < most && most !== Infinity; extra += 1)
      start = this.add({ split: [this.build(of, start), next] })
    for (let needed = 0; needed < least; needed += 1) start = this.build(of, start)
    return start
  }

  private add(state: State): number {
    if (this.states.length >= MAX_STATES)
      throw new InvalidInputError('filter: the pattern is too large', { reason: 'invalid_filter' })
    this.states.push(state)
    return this.states.length - 1
  }
}

const addReachable = (states: readonly State[], from: number, into: Set<number>): void => {
  const open = [from]
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (into.has(index)) continue
    into.add(index)
    const state = states[index]
    if (state !== undefined && 'split' in state) open.push(...state.split)
  }
}

/**
 * A regular expression that must match the whole value, as in Prometheus. It runs as an automaton in time linear in
 * the value: no pattern of a stranger can make it slow.
 */
export const compilePattern = (source: string): ((value: string) => boolean) => {
  const builder = new AutomatonBuilder()
  const start = builder.build(parsePattern(source), 0)
  const { states } = builder
  return (value) => {
    let current = new Set<number>()
    addReachable(states, start, current)
    for (const character of value) {
      const code = character.codePointAt(0) ?? 0
      const following = new Set<number>()
      for (const index of current) {
        const state = states[index]
        if (state !== undefined && 'eat' in state && state.eat(code))
          addReachable(states, state.next, following)
      }
      if (following.size === 0) return false
      current = following
    }
    return current.has(0)
  }
}
