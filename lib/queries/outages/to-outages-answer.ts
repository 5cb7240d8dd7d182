import type {
  OutageEpisodeAnswer,
  OutageGroupAnswer,
  OutageRateAnswer,
  OutagesAnswer,
  OutagesParams,
} from '../../contract/outages'
import type { NodeHistory } from '../../core/fleet-history'
import type { FoundOutages, Outage } from '../../core/outages/find-outages'
import {
  rateByFacts,
  rateOfFleet,
  separatingGroups,
  type FactGroup,
  type OutageRate,
} from '../../core/outages/outage-rates'
import type { Presence } from '../../core/outages/silences'
import { overlapMs } from '../../core/outages/silences'
import type { Endpoint } from './endpoint-book'
import type { ReadProbes } from './read-probes'
import type { StandingOf } from './read-standings'

const MOST_EPISODES = 500
const MOST_GROUPS = 40
const MOST_SEPARATIONS = 5
const FALSE_DISCOVERIES = 0.05
/** The highest tenth of a day. */
const HIGH_STANDING = 0.9

export interface OutageParts {
  params: OutagesParams
  head: Pick<OutagesAnswer, 'window' | 'nowMs' | 'asOfMs' | 'stepMs' | 'known'>
  histories: readonly NodeHistory[]
  presence: Presence
  probed: ReadProbes
  found: FoundOutages
  standingOf: StandingOf
}

export const toOutagesAnswer = (parts: OutageParts): OutagesAnswer => {
  const { params, head, histories, presence, probed, found } = parts
  const { window } = head
  const isCounted = (node: number): boolean => node < histories.length
  const shown = found.outages.filter((outage) => isShown(outage, parts))
  const ofNodes = shown.filter(({ kind, endpoint }) => kind !== 'path' && isCounted(endpoint))
  const begun = ofNodes.filter(({ fromMs }) => fromMs >= window.fromMs)
  const input = { presence, nodes: histories, window, begun }
  const groups = rateByFacts(input)
  const separations = separatingGroups(groups, FALSE_DISCOVERIES)
  const by = params.by === '' ? (separations[0]?.fact ?? '') : params.by
  const ofFact = groups.filter(({ fact }) => fact === by).sort(byRate)
  const episodes = shown.map((outage) => toEpisode(outage, by, parts)).reverse()
  const discounted = found.discounted.filter((one) => isCounted(one.node) && touches(one, window))
  return {
    ...head,
    nodes: presence.known.filter((known) => overlapMs(known, window) > 0).length,
    paths: probed.paths.filter(({ source, target }) => isCounted(source) || isCounted(target)).length,
    nodesProbed: new Set(probed.paths.map(({ target }) => target).filter(isCounted)).size,
    total: toRateAnswer(rateOfFleet(input)),
    stillOut: ofNodes.filter(({ toMs }) => toMs === null).length,
    pathOutages: shown.filter(({ kind }) => kind === 'path').length,
    answered: discounted.filter(({ reason }) => reason === 'answers').length,
    replaced: discounted.filter(({ reason }) => reason === 'replaced').length,
    deafMs: presence.deaf.reduce((sum, span) => sum + overlapMs(span, window), 0),
    by,
    facts: [...new Set(groups.map(({ fact }) => fact))].sort(),
    groups: ofFact.slice(0, MOST_GROUPS).map(toGroupAnswer),
    groupsTotal: ofFact.length,
    separatedBy: separations.slice(0, MOST_SEPARATIONS).map(toGroupAnswer),
    episodes: episodes.slice(0, MOST_EPISODES),
    episodesTotal: episodes.length,
    connectTimes: probed.times.finish(),
    onsets: onsetsOf(begun.map(({ endpoint, fromMs }) => parts.standingOf(endpoint, fromMs))),
  }
}

const touches = (
  { fromMs, toMs }: { fromMs: number; toMs: number | null },
  window: OutagesAnswer['window'],
): boolean => fromMs < window.toMs && (toMs ?? Infinity) > window.fromMs

/** With a filter, only what concerns its nodes. */
const isShown = (outage: Outage, { params, head, histories }: OutageParts): boolean => {
  const ends = [outage.endpoint, ...(outage.path === null ? [] : [outage.path.target])]
  const isWanted = params.filter.trim() === '' || ends.some((end) => end < histories.length)
  return isWanted && touches(outage, head.window)
}

const byRate = (one: FactGroup, other: FactGroup): number =>
  (other.rate ?? -1) - (one.rate ?? -1) || (one.value < other.value ? -1 : 1)

const bounded = (high: number): number | null => (Number.isFinite(high) ? high : null)

const toRateAnswer = ({ outages, nodeDays, rate, interval }: OutageRate): OutageRateAnswer => ({
  outages,
  nodeDays,
  rate,
  low: interval.low,
  high: bounded(interval.high),
})

const toGroupAnswer = (group: FactGroup): OutageGroupAnswer => ({
  ...toRateAnswer(group),
  fact: group.fact,
  value: group.value,
  nodes: group.nodes,
  ratio: group.against.ratio,
  ratioLow: group.against.interval.low,
  ratioHigh: bounded(group.against.interval.high),
  pValue: group.against.pValue,
  qValue: group.qValue,
})

const toNode = (endpoint: Endpoint | undefined): OutageEpisodeAnswer['node'] => ({
  id: endpoint?.row?.id ?? null,
  name: endpoint?.name ?? '',
  cluster: endpoint?.cluster ?? '',
})

const toEpisode = (
  outage: Outage,
  by: string,
  { probed, histories, standingOf }: OutageParts,
): OutageEpisodeAnswer => {
  const { kind, endpoint, path, fromMs, toMs, detectMs, evidence } = outage
  const held = histories[endpoint]?.facts.find(
    (fact) => fact.fact === by && fact.fromMs <= fromMs && fromMs < fact.toMs,
  )
  return {
    kind,
    node: toNode(probed.endpoints[endpoint]),
    target: path === null ? null : toNode(probed.endpoints[path.target]),
    port: path?.port ?? '',
    fromMs,
    toMs,
    detectMs,
    ...evidence,
    group: held?.value ?? '',
    throughputStanding: endpoint < histories.length ? standingOf(endpoint, fromMs) : null,
  }
}

const onsetsOf = (standings: readonly (number | null)[]): OutagesAnswer['onsets'] => {
  const measured = standings.filter((standing) => standing !== null).sort((one, other) => one - other)
  return {
    measured: measured.length,
    medianStanding: measured[measured.length >> 1] ?? null,
    high: measured.filter((standing) => standing >= HIGH_STANDING).length,
  }
}
