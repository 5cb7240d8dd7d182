import type { FleetNode } from '@/lib/contract/fleet'

const MAX_SUGGESTIONS = 60
/** A label with more values than this names nodes rather than groups of them. */
const MAX_VALUES = 20

/** `cluster="eu-1"` for every label value that some but not all of the nodes share. */
export const prepareSuggestions = (nodes: readonly FleetNode[]): string[] => {
  const valuesByLabel = new Map<string, Map<string, number>>()
  for (const node of nodes) {
    for (const [label, value] of Object.entries({ cluster: node.cluster, ...node.labels })) {
      if (value === '') continue
      const values = valuesByLabel.get(label) ?? new Map<string, number>()
      values.set(value, (values.get(value) ?? 0) + 1)
      valuesByLabel.set(label, values)
    }
  }
  return [...valuesByLabel]
    .filter(([, values]) => values.size <= MAX_VALUES)
    .flatMap(([label, values]) =>
      [...values]
        .filter(([, count]) => count < nodes.length)
        .map(([value]) => `${label}=${JSON.stringify(value)}`),
    )
    .sort()
    .slice(0, MAX_SUGGESTIONS)
}
