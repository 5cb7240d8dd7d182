import type { NodeHistory } from '../fleet-history'
import { groupBy } from '../group-by'
import type { Window } from '../series'
import { HOUR_MS } from '../times'
import { isObserverFact } from './observer-facts'

/** That a fact of a node changed. */
export interface FactChange {
  node: number
  atMs: number
}

/** Nodes that were changed in the same way at about the same time. */
export interface ChangeWave {
  fact: string
  from: string
  to: string
  /** In the order of time, each node once. */
  changes: readonly FactChange[]
}

/** Changes further apart than this are told apart. */
const ONE_WAVE_MS = HOUR_MS

interface NamedChange extends FactChange {
  fact: string
  from: string
  to: string
}

const changesOf = ({ facts }: NodeHistory, node: number, { fromMs, toMs }: Window): NamedChange[] => {
  const named = groupBy(
    facts.filter(({ fact }) => isObserverFact(fact)),
    ({ fact }) => fact,
  )
  return [...named].flatMap(([fact, intervals]) => {
    const ordered = intervals.toSorted((one, other) => one.fromMs - other.fromMs)
    return ordered.flatMap(({ value, fromMs: atMs }, place) => {
      const before = ordered[place - 1]?.value
      const isChange = before !== undefined && before !== value && atMs >= fromMs && atMs < toMs
      return isChange ? [{ fact, from: before, to: value, node, atMs }] : []
    })
  })
}

const inWaves = (changes: readonly FactChange[]): FactChange[][] => {
  const waves: FactChange[][] = []
  let seen = new Set<number>()
  for (const change of changes.toSorted((one, other) => one.atMs - other.atMs)) {
    const wave = waves.at(-1)
    const isNext = wave !== undefined && change.atMs - (wave.at(-1)?.atMs ?? 0) <= ONE_WAVE_MS
    if (!isNext) {
      waves.push([change])
      seen = new Set([change.node])
    } else if (!seen.has(change.node)) {
      wave.push(change)
      seen.add(change.node)
    }
  }
  return waves
}

/** How nodes began to be observed otherwise in the window, the newest first. */
export const findChanges = (nodes: readonly NodeHistory[], window: Window): ChangeWave[] => {
  const all = nodes.flatMap((history, node) => changesOf(history, node, window))
  const alike = groupBy(all, ({ fact, from, to }) => JSON.stringify([fact, from, to]))
  return [...alike.values()]
    .flatMap((changes) =>
      inWaves(changes).map((wave) => ({
        fact: changes[0]?.fact ?? '',
        from: changes[0]?.from ?? '',
        to: changes[0]?.to ?? '',
        changes: wave.map(({ node, atMs }) => ({ node, atMs })),
      })),
    )
    .sort((one, other) => (other.changes[0]?.atMs ?? 0) - (one.changes[0]?.atMs ?? 0))
}
