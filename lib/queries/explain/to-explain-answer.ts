import type { ExplainAnswer, ExplainedSeriesAnswer } from '../../contract/explain'
import { resourceTitle } from '../../core/checklist/checklist'
import type { ExplainedSeries } from '../../core/explain/explained-series'
import { sharedFleetOf } from '../../core/demo-cluster'
import type { Explanation } from '../../core/explain/explain'
import type { IncidentSignature } from '../../core/explain/incident-signature'
import { roleOf } from '../../core/explain/roles'
import type { Incident } from '../../core/incidents/incident'
import type { NodeRow } from '../../store/nodes'
import { definitionOf } from './definition-of'
import type { ExplainWindow } from './explain-window'
import { tellMatch } from './outage-sentences'
import {
  tellEpisode,
  tellHeadline,
  tellIncident,
  tellOrder,
  tellRow,
  tellSeparation,
  tellSeries,
} from './sentences'

export interface Measured {
  series: number
  nodes: number
  baselineSpans: number
}

interface Told {
  question: ExplainWindow
  asOfMs: number | null
  measured: Measured
  outages: ExplainAnswer['outages']
  observers: ExplainAnswer['observers']
  signature: IncidentSignature
  /** Marked ones from before in which some of the same metrics moved, the latest first. */
  sameIncidents: readonly Incident[]
  tookMs: number
}

const MOST_LANES = 8
const MOST_FACTS = 8
const MOST_INCIDENTS = 5

/** With its resource, since "average queue length" alone is of anything. */
const titleOf = (metric: string): string => {
  const { resource, title } = definitionOf(metric)
  return `${resourceTitle(resource)}: ${title}`
}

export const toExplainAnswer = (
  explanation: Explanation,
  nodes: readonly NodeRow[],
  { question, asOfMs, measured, outages, observers, signature, sameIncidents, tookMs }: Told,
): ExplainAnswer => {
  const { window, times, isChosen } = question
  const named = (place: number) => ({ id: nodes[place]?.id ?? 0, name: nodes[place]?.name ?? '' })
  const lengthMs = window.toMs - window.fromMs
  return {
    window,
    baseline: {
      isChosen,
      spans: times.startsMs.slice(1).map((fromMs) => ({ fromMs, toMs: fromMs + lengthMs })),
    },
    leadMs: times.leadSteps * times.stepMs,
    stepMs: times.stepMs,
    asOfMs,
    standsOut: explanation.standsOut || explanation.silent.length > 0,
    headline: tellHeadline(explanation.rows, titleOf, {
      hasData: measured.series > 0,
      hasBaseline: measured.baselineSpans > 0,
      silent: explanation.silent.length,
      observers: observers.length,
    }),
    measured,
    resources: explanation.rows.map((row) => {
      const metric = definitionOf(row.metric)
      const worst = named(row.worst.node)
      const { role, score, nodesAffected, nodesTotal, onsetMs, standsOut } = row
      const sentence = tellRow(row, metric, worst.name)
      return {
        ...fieldsOf(row.metric),
        role,
        score,
        nodesAffected,
        nodesTotal,
        onsetMs,
        standsOut,
        worst,
        sentence,
      }
    }),
    series: explanation.series.map((series) => toSeries(series, named(series.node))),
    seriesTotal: explanation.seriesTotal,
    lanes: explanation.lanes.slice(0, MOST_LANES).map((lane) => ({
      ...lane,
      metric: definitionOf(lane.metric).id,
      title: titleOf(lane.metric),
      onsetsMs: explanation.moves
        .filter(({ metric }) => metric === lane.metric)
        .map(({ onsetMs }) => onsetMs)
        .sort((one, other) => one - other),
    })),
    order: tellOrder(explanation.lanes, titleOf),
    separatedBy: explanation.separatedBy.slice(0, MOST_FACTS).map((separation) => {
      const { evidence: _, outages: rate, ...told } = separation
      const more = rate === null ? null : { ratio: rate.ratio, ratioLow: rate.interval.low }
      return { ...told, outages: more, sentence: tellSeparation(separation) }
    }),
    events: explanation.events.map((event) => ({
      ...event,
      node: event.node === null ? null : named(event.node),
      sentence: tellMatch(event),
    })),
    outages,
    observers,
    silent: explanation.silent.map(({ node, sinceMs }) => ({ ...named(node), sinceMs })),
    affected: explanation.affected.map(named),
    seenBefore: explanation.seenBefore.map((episode) => ({
      ...episode,
      nodes: episode.nodes.length,
      sentence: tellEpisode(episode),
    })),
    sameIncidents: sameIncidents.slice(0, MOST_INCIDENTS).map((incident) => ({
      id: incident.id,
      title: incident.title,
      fromMs: incident.fromMs,
      toMs: incident.toMs,
      isClosed: incident.closedMs !== null,
      sentence: tellIncident(incident),
    })),
    signature: [...signature],
    markedFor: sharedFleetOf(clustersOf(explanation, nodes)),
    tookMs,
  }
}

/** Of the affected nodes, or of all where none is. */
const clustersOf = ({ affected }: Explanation, nodes: readonly NodeRow[]): string[] =>
  (affected.length > 0 ? affected.map((place) => nodes[place]) : nodes).map((node) => node?.cluster ?? '')

const fieldsOf = (id: string) => {
  const { resource, aspect, title, unit, id: metric } = definitionOf(id)
  return { resource, aspect, metric, title, unit }
}

const toSeries = (series: ExplainedSeries, node: { id: number; name: string }): ExplainedSeriesAnswer => {
  const { metric, device, score, direction, kind, value, baselineValue, onsetMs, durationMs, standsOut } =
    series
  return {
    ...fieldsOf(metric),
    node,
    device,
    role: roleOf(metric),
    score,
    direction,
    kind,
    value,
    baselineValue,
    onsetMs,
    durationMs,
    standsOut,
    sentence: `${definitionOf(metric).title} ${tellSeries(series, definitionOf(metric))}.`,
  }
}
