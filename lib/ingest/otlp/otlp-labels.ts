import type { Attributes } from './otlp-point'
import { prometheusLabel } from './prometheus-name'

type Pair = readonly [string, string]

const MAX_LABELS = 128
const MAX_NAME = 1024
const MAX_VALUE = 8192

const MOST_REMEMBERED = 1000

/** The same few keys come with every point. */
export const labelNames = (): ((key: string) => string) => {
  const known = new Map<string, string>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const label = prometheusLabel(key)
    if (known.size < MOST_REMEMBERED) known.set(key, label)
    return label
  }
}

/**
 * Attributes of a point as labels, sorted, with those that its resource gives. Two keys that become one label are told one after
 * the other, by key; what is empty is absent.
 */
export const labelsOf = (
  attributes: Attributes,
  ofResource: readonly Pair[],
  labelOf: (key: string) => string,
): readonly Pair[] => {
  const unique = new Map(attributes)
  const labels = new Map<string, string>()
  for (const key of [...unique.keys()].sort()) {
    const label = labelOf(key)
    const value = unique.get(key) ?? ''
    if (label === '' || value === '') continue
    const known = labels.get(label)
    labels.set(label, known === undefined ? value : `${known};${value}`)
  }
  for (const [label, value] of ofResource) labels.set(label, value)
  return [...labels].sort(([one], [other]) => (one < other ? -1 : 1))
}

export type LabelsRefusal =
  'metric_name_missing' | 'too_many_labels' | 'label_name_too_long' | 'label_value_too_long'

/** As of other senders; null where nothing speaks against a series. */
export const refusalOfLabels = (name: string, labels: readonly Pair[]): LabelsRefusal | null => {
  if (name === '') return 'metric_name_missing'
  if (labels.length > MAX_LABELS) return 'too_many_labels'
  if (name.length > MAX_NAME || labels.some(([label]) => label.length > MAX_NAME))
    return 'label_name_too_long'
  return labels.some(([, value]) => value.length > MAX_VALUE) ? 'label_value_too_long' : null
}
