import type { MetricDefinition, Unit } from '../../core/checklist/types'
import type { ExplainedSeries } from '../../core/explain/explained-series'
import type { ExplainedRow } from '../../core/explain/order-rows'
import type { Lane } from '../../core/explain/first-movers'
import type { MatchedEvent } from '../../core/explain/match-events'
import type { EarlierEpisode } from '../../core/explain/seen-before'
import type { SeparatingFact } from '../../core/explain/separate-outages'
import type { Shape } from '../../core/explain/shape'
import { tellLead } from '../../core/explain/tell-lead'
import { formatLong } from '../../core/format-value'
import type { Incident } from '../../core/incidents/incident'
import type { RateRatio } from '../../core/outages/rate-ratio'
import { MINUTE_MS } from '../../core/times'

const HOUR_SECONDS = 3_600

export const clockTime = (atMs: number): string => `${new Date(atMs).toISOString().slice(11, 16)} UTC`

const nodesOf = (count: number): string => (count === 1 ? '1 node' : `${String(count)} nodes`)

const MOVED: Record<Exclude<Shape, 'vanished' | 'appeared'>, { up: string; down: string }> = {
  level: { up: 'rose', down: 'fell' },
  burst: { up: 'burst', down: 'dipped' },
  variance: { up: 'swings up', down: 'swings down' },
  trend: { up: 'kept rising', down: 'kept falling' },
}

const measured = (value: number | null, unit: Unit): string =>
  value === null ? 'not measured' : formatLong(value, unit)

/** What one series did: "burst from 2 % to 99 % at 06:13 UTC, for 8 min". */
export const tellSeries = (series: ExplainedSeries, { unit }: MetricDefinition): string => {
  const { kind, direction, value, baselineValue, onsetMs, durationMs } = series
  const at = clockTime(onsetMs)
  if (kind === 'vanished')
    return `was ${measured(baselineValue, unit)} and is not measured any more since ${at}`
  if (kind === 'appeared') return `was never measured before and is ${measured(value, unit)} since ${at}`
  const lasting = formatLong(durationMs / 1000, 'seconds')
  return `${MOVED[kind][direction]} from ${measured(baselineValue, unit)} to ${measured(value, unit)} at ${at}, for ${lasting}`
}

/** What a metric did in the fleet. */
export const tellRow = (row: ExplainedRow, metric: MetricDefinition, worst: string): string => {
  const most = `on ${worst} it ${tellSeries(row.worst, metric)}`
  if (!row.standsOut) return `Other times show as much of it: ${most}.`
  const { nodesAffected, nodesTotal } = row
  return nodesAffected === 1
    ? `Only ${worst} of ${nodesOf(nodesTotal)}: it ${tellSeries(row.worst, metric)}.`
    : `On ${String(nodesAffected)} of ${nodesOf(nodesTotal)}; ${most}.`
}

const timesOf = (count: number): string => (count === 1 ? 'once' : `${String(count)} times`)

/** A p-value as people say it. */
const chance = (pValue: number): string => {
  if (pValue >= 0.01) return `by chance once in ${String(Math.round(1 / pValue))} times`
  const digits = Math.floor(-Math.log10(pValue))
  return digits >= 9
    ? 'by chance practically never'
    : `by chance less than once in ${(10 ** digits).toLocaleString('en-GB')} times`
}

const condition = ({ fact, op, value }: SeparatingFact): string => {
  const isAge = fact === 'age' || fact === 'uptime'
  const told = isAge ? formatLong(Number(value) * HOUR_SECONDS, 'seconds') : value
  if (op === '=') return `${fact} ${told}`
  return op === '<' ? `${fact} below ${told}` : `${fact} of ${told} or more`
}

/** "Nodes with driver vif went out 9.1 times as often as all others: 12 times in 214 node-days, against 3 times in 486". */
const tellOutageRate = (separation: SeparatingFact, { ratio }: Pick<RateRatio, 'ratio'>): string => {
  const { affectedInside, inside, affectedOutside, outside, qValue, days } = separation
  const kind = `nodes with ${condition(separation)}`
  const lead =
    ratio === null
      ? `Only ${kind} went out`
      : `N${kind.slice(1)} went out ${timesAs(ratio)} as often as all others`
  const own = `${timesOf(affectedInside)} in ${inside.toFixed(0)} node-days`
  return `${lead}: ${own}, against ${affectedOutside === 0 ? 'never' : timesOf(affectedOutside)} in ${outside.toFixed(0)}, over ${String(days)} days; ${chance(qValue)}.`
}

const timesAs = (ratio: number): string => `${ratio < 10 ? ratio.toFixed(1) : ratio.toFixed(0)} times`

export const tellSeparation = (separation: SeparatingFact): string => {
  const { affectedInside, inside, affectedOutside, outside, qValue, days, outages } = separation
  if (outages !== null) return tellOutageRate(separation, outages)
  if (days > 0)
    return `In ${String(days)} days it happened ${timesOf(affectedInside)} on nodes with ${condition(separation)} (${String(inside)} node-days), and ${timesOf(affectedOutside)} on all others (${String(outside)} node-days); ${chance(qValue)}.`
  return `${String(affectedInside)} of ${nodesOf(inside)} with ${condition(separation)} are affected, and ${String(affectedOutside)} of the other ${String(outside)}; ${chance(qValue)}.`
}

export const tellEvent = ({ name, source, matched, of, expected, leadMs }: MatchedEvent): string => {
  const share = of === 1 ? 'On the affected node' : `On ${String(matched)} of ${String(of)} affected nodes`
  const byChance = expected < 0.1 ? 'less than 0.1' : expected.toFixed(1)
  return `${share} ${source} told of ${name} ${tellLead(leadMs)}; chance would explain ${byChance}.`
}

/** "Time with I/O in flight first, 1 min before Segments retransmitted"; null where nothing has an order. */
export const tellOrder = (lanes: readonly Lane[], title: (metric: string) => string): string | null => {
  const [first] = lanes
  const next = lanes.find(({ lagMs }) => lagMs > 0)
  if (first === undefined || next === undefined) return null
  const later = formatLong(next.lagMs / 1000, 'seconds')
  return `${title(first.metric)} first, ${later} before ${title(next.metric)} (median of ${nodesOf(next.nodes)}).`
}

interface HeadlineFacts {
  hasData: boolean
  hasBaseline: boolean
  /** Nodes that fell silent. */
  silent: number
  /** Changes of agents or tracing that made nodes worse. */
  observers: number
}

export const tellHeadline = (
  rows: readonly ExplainedRow[],
  title: (metric: string) => string,
  { hasData, hasBaseline, silent, observers }: HeadlineFacts,
): string => {
  if (!hasData) return 'Nothing was measured in this window.'
  const [first] = rows.filter(({ standsOut }) => standsOut)
  const quiet = silent === 0 ? '' : ` ${nodesOf(silent)} fell silent.`
  if (first !== undefined)
    return `${title(first.metric)} stands out on ${nodesOf(first.nodesAffected)}.${quiet}`
  const changed = observers === 0 ? '' : ' But nodes were worse off after what observes them was changed.'
  if (!hasBaseline)
    return `Nothing stands out, though nothing was measured that this window could be compared with.${changed}${quiet}`
  return `Nothing stands out: other days are like this window.${changed}${quiet}`
}

/** An earlier time at which nodes did the same. */
export const tellEpisode = ({ fromMs, toMs, nodes, sameNodes }: EarlierEpisode): string => {
  const day = new Date(fromMs).toISOString().slice(0, 10)
  const until = toMs - fromMs < MINUTE_MS ? '' : ` to ${clockTime(toMs)}`
  const same =
    sameNodes === 0 ? 'none of them affected now' : `${String(sameNodes)} of them affected now as well`
  return `On ${day} at ${clockTime(fromMs)}${until} the same was seen on ${nodesOf(nodes.length)}, ${same}.`
}

/** A marked incident in which some of the same metrics moved. */
export const tellIncident = ({ fromMs, note, closedMs }: Incident): string => {
  const day = new Date(fromMs).toISOString().slice(0, 10)
  const state =
    closedMs === null ? 'still open' : `closed on ${new Date(closedMs).toISOString().slice(0, 10)}`
  return `Some of the same metrics moved on ${day} at ${clockTime(fromMs)}; ${state}.${note === '' ? '' : ` ${note}`}`
}
