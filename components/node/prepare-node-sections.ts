import { formatLong } from '@/lib/core/format-value'
import type { AspectAnswer, ResourceAnswer } from '@/lib/contract/checklist-answer'
import type { NodeAnswer, ResourceDevices } from '@/lib/contract/node'
import type { Reading } from '@/lib/contract/reading'
import type { Aspect, MetricId, ResourceId } from '@/lib/core/checklist/types'
import type { Verdict } from '@/lib/core/judge'

/** The order in which the USE method asks: errors are quick to check and say most. */
export const CHECK_ORDER: readonly Aspect[] = ['errors', 'utilization', 'saturation']

export interface AspectSection {
  aspect: Aspect
  headline: AspectAnswer
  verdict: Verdict
  /** The value that the verdict was made from, and what kind it is; null where there is none. */
  judged: { text: string; kind: string } | null
  /** Why nothing is drawn; null where something is. */
  absence: string | null
}

export interface ResourceSection {
  id: ResourceId
  title: string
  aspects: AspectSection[]
  devices: ResourceDevices | null
  deviceWord: string
  isMeasured: boolean
}

const KINDS: Record<AspectAnswer['judgedBy'], string> = { peak: 'worst 5 min', mean: 'mean' }

const judgedOf = (reading: Reading | undefined, headline: AspectAnswer): AspectSection['judged'] => {
  const value = reading?.[headline.judgedBy] ?? null
  if (value === null || headline.unit === null) return null
  return { text: formatLong(value, headline.unit), kind: KINDS[headline.judgedBy] }
}

const absenceOf = (verdict: Verdict, headline: AspectAnswer): string | null => {
  if (verdict === 'unmeasured') return headline.whenUnmeasured
  if (verdict === 'not_applicable') return headline.notApplicable ?? 'This node has none.'
  return null
}

const toAspect = (answer: NodeAnswer, resource: ResourceAnswer, aspect: Aspect): AspectSection => {
  const headline = resource.aspects[aspect]
  const reading = answer.cells[resource.id]?.[aspect]
  const verdict = reading?.verdict ?? (headline.metric === null ? 'not_applicable' : 'unmeasured')
  return {
    aspect,
    headline,
    verdict,
    judged: judgedOf(reading, headline),
    absence: absenceOf(verdict, headline),
  }
}

const isDrawn = ({ absence }: AspectSection): boolean => absence === null

export const prepareNodeSections = (answer: NodeAnswer): ResourceSection[] =>
  answer.resources.map((resource) => {
    const aspects = CHECK_ORDER.map((aspect) => toAspect(answer, resource, aspect))
    return {
      id: resource.id,
      title: resource.title,
      aspects,
      devices: answer.devices[resource.id] ?? null,
      deviceWord: resource.devices ?? 'device',
      isMeasured: aspects.some(isDrawn),
    }
  })

/** One question for all charts of the page. */
export const drawnMetrics = (sections: readonly ResourceSection[]): MetricId[] =>
  sections.flatMap(({ aspects }) =>
    aspects.flatMap((aspect) => {
      const { metric } = aspect.headline
      return isDrawn(aspect) && metric !== null ? [metric] : []
    }),
  )

/** Headline metrics that tell the devices of this node apart. */
export const deviceMetrics = ({ resources, devices }: NodeAnswer): MetricId[] =>
  resources
    .filter(({ id }) => (devices[id]?.of ?? 0) > 0)
    .flatMap(({ aspects }) =>
      CHECK_ORDER.flatMap((aspect) => {
        const { metric, perDevice } = aspects[aspect]
        return metric !== null && perDevice ? [metric] : []
      }),
    )
