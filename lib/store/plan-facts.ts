export interface FactObservation {
  nodeId: number
  /** Empty for the node itself. */
  device: string
  name: string
  value: string
  observedMs: number
}

export interface FactChanges {
  inserted: FactObservation[]
  deleted: FactObservation[]
}

const keyOf = ({ nodeId, device, name }: FactObservation): string => JSON.stringify([nodeId, name, device])

/** Keeps the fewest observations that tell the history: one that repeats the value in force says nothing. */
export function planFacts(
  existing: readonly FactObservation[],
  observed: readonly FactObservation[],
): FactChanges {
  const before = groupByKey(existing)
  const changes: FactChanges = { inserted: [], deleted: [] }
  for (const [key, additions] of groupByKey(observed)) {
    const old = before.get(key) ?? []
    const kept = additions.reduce(withObservation, old)
    const history = kept.filter((fact, i) => fact.value !== kept[i - 1]?.value)
    changes.inserted.push(...history.filter((fact) => !old.includes(fact)))
    changes.deleted.push(...old.filter((fact) => !history.includes(fact)))
  }
  return changes
}

function groupByKey(facts: readonly FactObservation[]): Map<string, FactObservation[]> {
  const groups = new Map<string, FactObservation[]>()
  for (const fact of facts) {
    const group = groups.get(keyOf(fact))
    if (group) group.push(fact)
    else groups.set(keyOf(fact), [fact])
  }
  for (const group of groups.values()) group.sort((a, b) => a.observedMs - b.observedMs)
  return groups
}

/** Of two values at one moment the larger text wins, in whatever order they come. */
function withObservation(history: FactObservation[], fact: FactObservation): FactObservation[] {
  const earlier = history.filter((known) => known.observedMs <= fact.observedMs)
  const inForce = earlier.at(-1)
  if (inForce?.value === fact.value) return history
  const sameMoment = inForce?.observedMs === fact.observedMs
  if (sameMoment && inForce.value > fact.value) return history
  return [...(sameMoment ? earlier.slice(0, -1) : earlier), fact, ...history.slice(earlier.length)]
}
