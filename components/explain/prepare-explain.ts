import { timeTicks } from '@/components/charts/time-ticks'
import { formatDuration, formatMinute, formatRange } from '@/components/ui/format-time'
import { formatCount } from '@/components/ui/format-value'
import type { ExplainAnswer, ExplainedResourceAnswer, ExplainedSeriesAnswer } from '@/lib/contract/explain'
import { toSearch, type ViewState, type Zone } from '@/lib/contract/view-state'
import type { Window } from '@/lib/core/series'

export interface ExplainLine {
  key: string
  title: string
  place: string
  sentence: string
  standsOut: boolean
  /** Share of the highest score, 0 to 1. */
  weight: number
  href: string
}

export interface PreparedLane {
  key: string
  title: string
  note: string
  /** Where on the axis nodes began to move, in percent, from the first to the last. */
  marks: { left: number; count: number }[]
  spoken: string
}

export interface LaneAxis {
  window: Window
  ticks: { left: number; text: string }[]
  /** Where the window begins, in percent: onsets may lie before. */
  startsAt: number
}

export interface PreparedExplanation {
  answer: ExplainAnswer
  about: string
  suspects: ExplainLine[]
  victims: ExplainLine[]
  series: ExplainLine[]
  seriesCut: string
  axis: LaneAxis
  lanes: PreparedLane[]
  facts: { key: string; name: string; sentence: string; href: string | null }[]
  events: { key: string; name: string; sentence: string }[]
  silent: { key: string; name: string; sentence: string; href: string }[]
}

const MARKS = 120
const MOST_TICKS = 7
const MOST_ROWS = 12
const MOST_SERIES = 20

/** Everything as the page places it; times are those of the zone, links keep the rest of the view. */
export const prepareExplanation = (answer: ExplainAnswer, view: ViewState): PreparedExplanation => {
  const search = searchOf(answer, view)
  const axis = axisOf(answer, view.zone)
  return {
    answer,
    about: describe(answer, view.zone),
    suspects: linesOf(answer, 'suspect', search),
    victims: linesOf(answer, 'victim', search),
    series: answer.series.slice(0, MOST_SERIES).map((one) => seriesLine(one, answer.series, search)),
    seriesCut: `${formatCount(Math.min(MOST_SERIES, answer.series.length))} of ${formatCount(answer.seriesTotal)} shown`,
    axis,
    lanes: answer.lanes.map((lane) => prepareLane(lane, axis.window, view.zone)),
    facts: answer.separatedBy.map(({ fact, op, value, sentence }) => ({
      key: `${fact} ${op} ${value}`,
      name: fact,
      sentence,
      href: factHref(fact, op, value, { ...view, ...fixed(answer) }),
    })),
    events: answer.events.map(({ source, name, sentence }) => ({ key: `${source} ${name}`, name, sentence })),
    silent: answer.silent.map(({ id, name, sinceMs }) => ({
      key: String(id),
      name,
      sentence: `sends nothing since ${formatMinute(sinceMs, view.zone)}`,
      href: `/nodes/${String(id)}${search}`,
    })),
  }
}

/** A link shows what was explained, also when the window moves on. */
const fixed = ({ window }: ExplainAnswer) => ({
  from: new Date(window.fromMs).toISOString(),
  to: new Date(window.toMs).toISOString(),
  baselineFrom: '',
  baselineTo: '',
})

const searchOf = (answer: ExplainAnswer, view: ViewState): string => toSearch({ ...view, ...fixed(answer) })

const describe = (answer: ExplainAnswer, zone: Zone): string => {
  const { window, baseline, measured, stepMs } = answer
  const spans = `${String(measured.baselineSpans)} of ${String(baseline.spans.length)}`
  const against = baseline.isChosen
    ? `the ${spans} windows of the chosen baseline that were measured`
    : `the same hours of the days before (${spans} measured)`
  return `${formatRange(window, zone)}, against ${against}. ${formatCount(measured.series)} series of ${formatCount(measured.nodes)} nodes in steps of ${formatDuration(stepMs)}, in ${formatCount(answer.tookMs)} ms.`
}

const linesOf = (
  { resources }: ExplainAnswer,
  role: ExplainedResourceAnswer['role'],
  search: string,
): ExplainLine[] => {
  const own = resources.filter((row) => row.role === role).slice(0, MOST_ROWS)
  const highest = Math.max(...resources.map(({ score }) => score))
  return own.map(({ metric, title, resource, aspect, sentence, standsOut, score, worst }) => ({
    key: metric,
    title,
    place: `${resource} · ${aspect}`,
    sentence,
    standsOut,
    weight: score / highest,
    href: `/nodes/${String(worst.id)}${search}#${resource}`,
  }))
}

const seriesLine = (
  { metric, title, node, resource, sentence, standsOut, score }: ExplainedSeriesAnswer,
  all: readonly ExplainedSeriesAnswer[],
  search: string,
): ExplainLine => ({
  key: `${String(node.id)} ${metric}`,
  title: node.name,
  place: title,
  sentence,
  standsOut,
  weight: score / Math.max(...all.map((other) => other.score)),
  href: `/nodes/${String(node.id)}${search}#${resource}`,
})

const FILTERED = /^[^\s"'{},=!<>~]+$/

/** The fleet of those alone; null for what the filter cannot say. */
const factHref = (fact: string, op: string, value: string, view: ViewState): string | null => {
  if (fact === 'uptime' || !FILTERED.test(fact)) return null
  const escaped = value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')
  return `/${toSearch({ ...view, filter: `${fact}${op}"${escaped}"` })}`
}

const axisOf = ({ window, lanes }: ExplainAnswer, zone: Zone): LaneAxis => {
  const first = lanes
    .flatMap(({ onsetsMs }) => onsetsMs)
    .reduce((low, at) => Math.min(low, at), window.fromMs)
  const whole = { fromMs: first, toMs: window.toMs }
  const percentOf = (atMs: number) => (100 * (atMs - whole.fromMs)) / (whole.toMs - whole.fromMs)
  return {
    window: whole,
    startsAt: percentOf(window.fromMs),
    ticks: timeTicks(whole, zone, MOST_TICKS).map((atMs) => ({
      left: percentOf(atMs),
      text: formatMinute(atMs, zone),
    })),
  }
}

const prepareLane = (
  { metric, title, nodes, lagMs, onsetMs, onsetsMs }: ExplainAnswer['lanes'][number],
  { fromMs, toMs }: Window,
  zone: Zone,
): PreparedLane => {
  const counts = new Map<number, number>()
  for (const atMs of onsetsMs) {
    const mark = Math.min(MARKS - 1, Math.max(0, Math.floor((MARKS * (atMs - fromMs)) / (toMs - fromMs))))
    counts.set(mark, (counts.get(mark) ?? 0) + 1)
  }
  const after = lagMs === 0 ? 'first' : `${formatDuration(lagMs)} later`
  return {
    key: metric,
    title,
    note: `${after}, ${formatCount(nodes)} ${nodes === 1 ? 'node' : 'nodes'}`,
    marks: [...counts].map(([mark, count]) => ({ left: (100 * mark) / MARKS, count })),
    spoken: `${title}: ${after}, on ${formatCount(nodes)} nodes, from ${formatMinute(onsetMs, zone)} on`,
  }
}
