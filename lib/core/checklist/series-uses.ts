import { CHECKLIST } from './checklist'
import { selectorsOf, type Expression, type LabelCondition, type Selector } from './expression'
import type { MetricDefinition, MetricSource, ResourceId } from './types'

/** A source as it groups and binds series; metrics that only aggregate it in another way share it. */
export interface SourceShape {
  resource: ResourceId
  source: MetricSource
  selectors: readonly Selector[]
  /** Labels that the source speaks of; all others tell senders apart. */
  mentioned: ReadonlySet<string>
  /** Equal for shapes that mention the same labels. */
  mentionKey: number
}

/** That a series of some name may be an input of a shape. */
export interface SeriesUse {
  /** Index into `SOURCE_SHAPES`. */
  shape: number
  /** Index into the shape's selectors. */
  selector: number
  where: readonly LabelCondition[]
}

/** A metric and its shapes, the preferred first. */
export interface MetricShapes {
  metric: MetricDefinition
  shapes: readonly number[]
}

const mentionedLabels = (source: MetricSource, selectors: readonly Selector[]): string[] => [
  ...(source.device?.labels.flat() ?? []),
  ...(source.ignoredLabels ?? []),
  ...selectors.flatMap((selector) => [
    ...(selector.sumOver ?? []),
    ...(selector.where ?? []).flatMap((condition) => condition.labels),
  ]),
]

const shapes: SourceShape[] = []
const shapeByExpression = new Map<Expression, number>()
const mentionKeys = new Map<string, number>()

const shapeOf = (resource: ResourceId, source: MetricSource): number => {
  const known = shapeByExpression.get(source.expression)
  if (known !== undefined) return known
  const selectors = selectorsOf(source.expression)
  const mentioned = new Set(mentionedLabels(source, selectors))
  const mentionText = [...mentioned].sort().join(' ')
  const mentionKey = mentionKeys.get(mentionText) ?? mentionKeys.size
  mentionKeys.set(mentionText, mentionKey)
  shapes.push({ resource, source, selectors, mentioned, mentionKey })
  shapeByExpression.set(source.expression, shapes.length - 1)
  return shapes.length - 1
}

/** Every metric of the checklist, in its order. */
export const METRIC_SHAPES: readonly MetricShapes[] = CHECKLIST.flatMap((resource) =>
  resource.metrics.map((metric) => ({
    metric,
    shapes: metric.sources.map((source) => shapeOf(resource.id, source)),
  })),
)
export const SOURCE_SHAPES: readonly SourceShape[] = shapes

const collectUses = (): ReadonlyMap<string, readonly SeriesUse[]> => {
  const uses = new Map<string, SeriesUse[]>()
  SOURCE_SHAPES.forEach(({ selectors }, shape) => {
    selectors.forEach(({ names, where }, selector) => {
      for (const name of names) {
        const known = uses.get(name) ?? []
        known.push({ shape, selector, where: where ?? [] })
        uses.set(name, known)
      }
    })
  })
  return uses
}
const USES = collectUses()
const NO_USES: readonly SeriesUse[] = []

export const usesOf = (seriesName: string): readonly SeriesUse[] => USES.get(seriesName) ?? NO_USES
