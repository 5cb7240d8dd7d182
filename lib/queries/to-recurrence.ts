import type { Recurrence } from '../contract/recurrences'
import { metricById } from '../core/checklist/checklist'
import type { FoundRecurrence } from '../core/recurrences/find-recurrences'
import { signatureOf } from '../core/recurrences/signature'
import type { NodeRow } from '../store/nodes'

const MOST_NODES = 200

/** Null where the metric is none of the checklist any more. */
export const toRecurrence = (found: FoundRecurrence, nodes: readonly NodeRow[]): Recurrence | null => {
  const definition = metricById(found.metric)
  if (definition === undefined) return null
  const { separatedBy } = found
  return {
    signature: signatureOf({
      metric: found.metric,
      periodMinutes: found.periodMinutes,
      startMinute: found.startMinuteUtc,
      fact: separatedBy === null ? '' : Object.values(factOf(separatedBy)).join(' '),
    }),
    resource: definition.resource,
    aspect: definition.aspect,
    metric: definition.id,
    title: definition.title,
    unit: definition.unit,
    periodMinutes: found.periodMinutes,
    startMinuteOfPeriod: found.startMinute,
    endMinuteOfPeriod: found.endMinute,
    seen: found.seen,
    of: found.of,
    periodsSeen: found.periodsSeen,
    periodsOf: found.periodsOf,
    nodesAffected: found.nodesAffected,
    nodesTotal: found.nodesTotal,
    nodes: found.nodes.slice(0, MOST_NODES).flatMap(({ node, ...own }) => {
      const row = nodes[node]
      return row === undefined ? [] : [{ node: row.id, name: row.name, ...own }]
    }),
    jitterMinutes: found.jitterMinutes,
    medianDurationMs: found.medianDurationMs,
    thresholdSigmas: found.thresholdSigmas,
    medianRise: found.medianRise,
    firstSeenMs: found.firstSeenMs,
    lastSeenMs: found.lastSeenMs,
    score: found.score,
    pValue: found.pValue,
    clock: found.clock ?? 'undecided',
    separatedBy:
      separatedBy === null
        ? null
        : { ...factOf(separatedBy), precision: separatedBy.precision, recall: separatedBy.recall },
    candidates: found.candidates.map(({ source, name, matched, of, expected, lagSeconds }) => ({
      source,
      name,
      matched,
      of,
      expected,
      lagSeconds,
    })),
    also: found.also.flatMap(({ metric, lagSeconds }) => {
      const known = metricById(metric)
      return known === undefined
        ? []
        : [{ metric: known.id, resource: known.resource, aspect: known.aspect, lagSeconds }]
    }),
  }
}

const factOf = ({ stratum: { fact, op, value } }: NonNullable<FoundRecurrence['separatedBy']>) => ({
  fact,
  op,
  value,
})
