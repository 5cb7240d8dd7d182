import { createHeatScale, type HeatScale } from '@/components/charts/heat-map-scale'
import { formatCount, formatLong } from '@/lib/core/format-value'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import type { FleetMapAnswer, MapGroup } from '@/lib/contract/fleet-map'
import { VERDICTS, type Verdict } from '@/lib/core/judge'

/** Null for the worst of all, which has verdicts and no values. */
export const scaleOf = ({ metric, nodes }: FleetMapAnswer): HeatScale | null => {
  if (metric === null) return null
  const highest = nodes.value.reduce<number | null>(
    (most, value) => (value !== null && (most === null || value > most) ? value : most),
    null,
  )
  return createHeatScale({ ...metric, highest })
}

export interface DotReadout {
  name: string
  group: string
  verdict: Verdict
  /** The value or the cause, and the verdict. */
  text: string
  /** Empty for a node that is heard. */
  silence: string
}

const groupOf = (groups: readonly MapGroup[], dot: number): string => {
  let first = 0
  for (const { name, count } of groups) {
    if (dot < first + count) return name
    first += count
  }
  return ''
}

export const prepareDot = ({ nodes, groups, metric, causes }: FleetMapAnswer, dot: number): DotReadout => {
  const verdict = nodes.verdict[dot] ?? 'unmeasured'
  const value = nodes.value[dot] ?? null
  const shown = metric === null || value === null ? '' : `${formatLong(value, metric.unit)}, `
  const cause = causes[nodes.cause[dot] ?? -1]
  const state = nodes.state[dot] ?? 'fresh'
  return {
    name: nodes.name[dot] ?? '',
    group: groupOf(groups, dot),
    verdict,
    text: `${shown}${VERDICT_WORDS[verdict]}${cause === undefined || metric !== null ? '' : `: ${cause}`}`,
    silence: state === 'fresh' ? '' : state,
  }
}

/** The verdicts that some node has, the worst first. */
export const shownVerdicts = (groups: readonly MapGroup[]): Verdict[] =>
  (['bad', 'warn', 'ok', 'unmeasured', 'not_applicable'] as const).filter((verdict) =>
    groups.some(({ verdicts }) => verdicts[verdict] > 0),
  )

/** `eu-1 · 3 bad of 40` */
export const groupTitle = ({ name, count, verdicts }: MapGroup, groupedBy: string): string => {
  const title = groupedBy === '' ? 'All nodes' : name === '' ? `without ${groupedBy}` : name
  const wrong = verdicts.bad > 0 ? `${formatCount(verdicts.bad)} bad of ` : ''
  return `${title} · ${wrong}${formatCount(count)}`
}

export const totalOf = (groups: readonly MapGroup[]): MapGroup => {
  const verdicts: MapGroup['verdicts'] = { ok: 0, warn: 0, bad: 0, unmeasured: 0, not_applicable: 0 }
  for (const group of groups) for (const verdict of VERDICTS) verdicts[verdict] += group.verdicts[verdict]
  return { name: '', count: groups.reduce((sum, { count }) => sum + count, 0), verdicts }
}
