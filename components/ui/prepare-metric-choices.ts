import { CHECKLIST } from '@/lib/core/checklist/checklist'
import { ASPECTS, type Aspect, type MetricId } from '@/lib/core/checklist/types'

export interface MetricChoice {
  id: MetricId
  title: string
}

export interface MetricGroup {
  /** `CPU · errors` */
  title: string
  choices: MetricChoice[]
}

/** The order of the method. */
const ORDER: readonly Aspect[] = ['errors', 'utilization', 'saturation']

const ALL_GROUPS: readonly MetricGroup[] = CHECKLIST.flatMap((resource) =>
  [...ASPECTS]
    .sort((one, other) => ORDER.indexOf(one) - ORDER.indexOf(other))
    .map((aspect) => ({
      title: `${resource.title} · ${aspect}`,
      choices: resource.metrics
        .filter((metric) => metric.aspect === aspect)
        .map(({ id, title }) => ({ id, title })),
    })),
).filter(({ choices }) => choices.length > 0)

/** The metrics in whose names, titles or groups every word occurs. */
export const findMetrics = (text: string): MetricGroup[] => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = (group: MetricGroup, { id, title }: MetricChoice): boolean => {
    const haystack = `${group.title} ${id} ${title}`.toLowerCase()
    return words.every((word) => haystack.includes(word))
  }
  return ALL_GROUPS.map((group) => ({
    ...group,
    choices: group.choices.filter((choice) => fits(group, choice)),
  })).filter(({ choices }) => choices.length > 0)
}

export const metricTitle = (id: MetricId): string => {
  for (const group of ALL_GROUPS)
    for (const choice of group.choices) if (choice.id === id) return `${group.title}: ${choice.title}`
  return id
}
