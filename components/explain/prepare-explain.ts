import { formatDuration, formatMinute, formatRange } from '@/components/ui/format-time'
import { formatCount } from '@/lib/core/format-value'
import {
  OUTAGE_SOURCE,
  type ExplainAnswer,
  type ExplainedResourceAnswer,
  type ExplainedSeriesAnswer,
} from '@/lib/contract/explain'
import type { Zone } from '@/lib/contract/view-choices'
import type { ViewState } from '@/lib/contract/view-state'
import { prepareFigures, type AnswerFigure } from './prepare-figures'
import type { ExplainLine } from './explain-line'
import { windowHref } from './incidents/prepare-incidents'
import { devicesOf } from './prepare-devices'
import { laneAxis, prepareLane, type LaneAxis, type PreparedLane } from './prepare-lanes'
import { Links } from './prepare-links'
import { prepareNearOutages, type NearOutages } from './prepare-near-outages'
import { prepareNodeNote, type NodeNote } from './prepare-node-note'

export interface PreparedExplanation {
  answer: ExplainAnswer
  about: string
  figures: AnswerFigure[]
  /** Of the node that somebody came from; null where they came from none. */
  node: NodeNote | null
  suspects: ExplainLine[]
  victims: ExplainLine[]
  series: ExplainLine[]
  seriesCut: string
  axis: LaneAxis
  lanes: PreparedLane[]
  facts: { key: string; name: string; sentence: string; href: string | null }[]
  events: { key: string; name: string; sentence: string; href: string | null }[]
  outages: NearOutages | null
  /** Changes of what observes the nodes. */
  observers: { key: string; name: string; sentence: string; href: string }[]
  /** Marked incidents that are alike, and times at which nodes did the same. */
  seen: { key: string; name: string; sentence: string; href: string }[]
  silent: { key: string; name: string; sentence: string; href: string }[]
}

/** Of an earlier time its onsets are known, and not how long it lasted. */
const BEFORE_MS = 900_000
const AFTER_MS = 2_700_000
const MOST_ROWS = 12
const MOST_SERIES = 20

/** Everything as the page places it; times are those of the zone, links keep the rest of the view. */
export const prepareExplanation = (answer: ExplainAnswer, view: ViewState): PreparedExplanation => {
  const links = new Links(answer, view)
  const axis = laneAxis(answer, view.zone)
  const told = byRole(answer.series)
  const lines = told.map((one) => seriesLine(one, told, { links, zone: view.zone }))
  const series = lines.slice(0, MOST_SERIES)
  return {
    answer,
    about: describe(answer, view.zone),
    figures: prepareFigures(answer, view.zone, links),
    node: prepareNodeNote({ ...answer, series: told }, view.node, lines),
    suspects: linesOf(answer, 'suspect', { links, zone: view.zone }),
    victims: linesOf(answer, 'victim', { links, zone: view.zone }),
    series,
    seriesCut: `${formatCount(series.length)} of ${formatCount(answer.seriesTotal)} shown`,
    axis,
    lanes: answer.lanes.map((lane) => prepareLane(lane, axis.window, view.zone)),
    facts: answer.separatedBy.map((separation) => ({
      key: `${separation.fact} ${separation.op} ${separation.value}`,
      name: separation.fact,
      sentence: separation.sentence,
      href: links.separation(separation),
    })),
    events: answer.events.map(({ source, name, sentence }) => ({
      key: `${source} ${name}`,
      name,
      sentence,
      href: source === OUTAGE_SOURCE ? links.outages() : null,
    })),
    outages: prepareNearOutages(answer, links),
    observers: answer.observers.map(({ name, sentence, atMs }) => ({
      key: `${name} ${sentence}`,
      name: `${name}, ${formatMinute(atMs, view.zone)}`,
      sentence,
      href: links.collectors(),
    })),
    seen: seenBefore(answer, view),
    silent: answer.silent.map(({ id, name, sinceMs }) => ({
      key: String(id),
      name,
      sentence: `sends nothing since ${formatMinute(sinceMs, view.zone)}`,
      href: links.node(id),
    })),
  }
}

const seenBefore = (answer: ExplainAnswer, view: ViewState): PreparedExplanation['seen'] => [
  ...answer.sameIncidents.map(({ id, title, sentence, ...window }) => ({
    key: `incident ${String(id)}`,
    name: title,
    sentence,
    href: windowHref(window, view),
  })),
  ...answer.seenBefore.map(({ fromMs, toMs, sentence }) => ({
    key: String(fromMs),
    name: formatMinute(fromMs, view.zone),
    sentence,
    href: windowHref({ fromMs: fromMs - BEFORE_MS, toMs: toMs + AFTER_MS }, view),
  })),
]

/** Suspects before those that feel it, each as strong as before. */
const byRole = (series: readonly ExplainedSeriesAnswer[]): ExplainedSeriesAnswer[] => [
  ...series.filter(({ role }) => role === 'suspect'),
  ...series.filter(({ role }) => role === 'victim'),
]

const describe = (answer: ExplainAnswer, zone: Zone): string => {
  const { window, baseline, measured, stepMs } = answer
  const spans = `${String(measured.baselineSpans)} of ${String(baseline.spans.length)}`
  const against = baseline.isChosen
    ? `the ${spans} windows of the chosen baseline that were measured`
    : `the same hours of the days before (${spans} measured)`
  return `${formatRange(window, zone)}, against ${against}. ${formatCount(measured.series)} series of ${formatCount(measured.nodes)} nodes in steps of ${formatDuration(stepMs)}, in ${formatCount(answer.tookMs)} ms.`
}

interface Placing {
  links: Links
  zone: Zone
}

const sinceText = (onsetMs: number | null, zone: Zone): string =>
  onsetMs === null ? '' : formatMinute(onsetMs, zone)

const linesOf = (
  { resources }: ExplainAnswer,
  role: ExplainedResourceAnswer['role'],
  { links, zone }: Placing,
): ExplainLine[] => {
  const own = resources.filter((row) => row.role === role).slice(0, MOST_ROWS)
  const highest = Math.max(...own.map(({ score }) => score))
  return own.map(({ metric, title, resource, aspect, sentence, standsOut, score, worst, onsetMs }) => ({
    key: metric,
    title,
    place: `${resource} · ${aspect}`,
    sentence,
    standsOut,
    weight: score / highest,
    since: sinceText(onsetMs, zone),
    devices: standsOut ? devicesOf(metric, worst) : null,
    href: links.chart(worst.id, resource),
  }))
}

const seriesLine = (
  { metric, title, node, resource, device, sentence, standsOut, score, onsetMs }: ExplainedSeriesAnswer,
  all: readonly ExplainedSeriesAnswer[],
  { links, zone }: Placing,
): ExplainLine => ({
  key: JSON.stringify([node.id, metric, device]),
  title: node.name,
  place: device === '' ? title : `${title} · ${device}`,
  sentence,
  standsOut,
  weight: score / Math.max(...all.map((other) => other.score)),
  since: sinceText(onsetMs, zone),
  devices: null,
  href: links.chart(node.id, resource),
})
