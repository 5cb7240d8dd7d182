import { formatDuration } from '@/components/ui/format-time'
import type { CsvCell } from '@/components/ui/download-csv'
import type { OutageEpisodeAnswer, OutagesAnswer } from '@/lib/contract/outages'
import type { Window } from '@/lib/core/series'
import { formatCount, formatCounted } from '@/lib/core/format-value'

export const KIND_TITLES: Readonly<Record<OutageEpisodeAnswer['kind'], string>> = {
  node: 'node',
  source: 'source: nothing from it arrives',
  target: 'target: nobody reaches it',
  silence: 'silent, and not probed',
  path: 'path',
}

/** Why it is believed. */
export const evidenceText = ({ isSilent, probes, failed, peers }: OutageEpisodeAnswer): string => {
  const silent = isSilent ? 'silent' : 'no silence seen'
  if (probes === 0) return `${silent}; no probes`
  return `${silent}; ${formatCount(failed)} of ${formatCount(probes)} probes failed, ${formatCounted(peers, 'peer')}`
}

export const lastedText = ({ fromMs, toMs }: OutageEpisodeAnswer, nowMs: number): string =>
  toMs === null ? `still out, ${formatDuration(nowMs - fromMs)}` : formatDuration(toMs - fromMs)

/** Who is out, and where a path leads. */
export const whoText = ({ node, target, port }: OutageEpisodeAnswer): string =>
  target === null ? node.name : `${node.name} → ${target.name}${port === '' ? '' : `:${port}`}`

const EXPLAINED_BEFORE_MS = 30 * 60_000
const EXPLAINED_AFTER_MS = 10 * 60_000

/** What led to it, and its beginning. */
export const explainedWindow = ({ fromMs }: OutageEpisodeAnswer): Window => ({
  fromMs: fromMs - EXPLAINED_BEFORE_MS,
  toMs: fromMs + EXPLAINED_AFTER_MS,
})

export interface LaneMark {
  key: string
  episode: OutageEpisodeAnswer
  /** In percent of the lane. */
  left: number
  width: number
  isOpen: boolean
}

export interface LaneRow {
  key: string
  name: string
  id: number | null
  group: string
  marks: LaneMark[]
}

export interface Lanes {
  rows: LaneRow[]
  /** Nodes with an outage. */
  total: number
}

const MOST_LANES = 40
const LEAST_PERCENT = 0.25

/** A lane for each node that was out, those out longest first; a path lies in the lane of its source. */
export const prepareLanes = ({ episodes, window, nowMs }: OutagesAnswer): Lanes => {
  const spanMs = window.toMs - window.fromMs
  const rows = new Map<string, LaneRow & { outMs: number }>()
  episodes.forEach((episode, at) => {
    const { node, group } = episode
    const key = JSON.stringify([node.cluster, node.name])
    const row = rows.get(key) ?? { key, name: node.name, id: node.id, group, marks: [], outMs: 0 }
    const endMs = Math.min(window.toMs, episode.toMs ?? nowMs)
    const startMs = Math.max(window.fromMs, episode.fromMs)
    const left = (100 * (startMs - window.fromMs)) / spanMs
    const width = Math.max(LEAST_PERCENT, (100 * (endMs - startMs)) / spanMs)
    row.marks.push({
      key: String(at),
      episode,
      left: Math.min(left, 100 - width),
      width,
      isOpen: episode.toMs === null,
    })
    row.outMs += Math.max(0, endMs - startMs)
    rows.set(key, row)
  })
  const ordered = [...rows.values()].sort((one, other) => other.outMs - one.outMs)
  return {
    rows: ordered.slice(0, MOST_LANES).map(({ outMs: _, ...row }) => row),
    total: ordered.length,
  }
}

/** Who is out in a step of the time axis. */
export const describeMoment = (
  episodes: readonly OutageEpisodeAnswer[],
  { fromMs, toMs }: Window,
  nowMs: number,
): string[] => {
  const out = episodes.filter((episode) => episode.fromMs < toMs && (episode.toMs ?? nowMs) > fromMs)
  const named = out.slice(0, MOST_NAMED).map((episode) => `${whoText(episode)} (${episode.kind})`)
  return out.length > MOST_NAMED ? [...named, `${formatCount(out.length - MOST_NAMED)} more`] : named
}

const MOST_NAMED = 4

export const episodeRows = ({ episodes, by }: OutagesAnswer): CsvCell[][] => [
  ['from', 'to', 'kind', 'node', 'cluster', 'target', 'port', by === '' ? 'group' : by].concat([
    'silent',
    'probes',
    'failed',
    'peers',
    'detectSeconds',
    'throughputStanding',
  ]),
  ...episodes.map((episode) => [
    new Date(episode.fromMs).toISOString(),
    episode.toMs === null ? null : new Date(episode.toMs).toISOString(),
    episode.kind,
    episode.node.name,
    episode.node.cluster,
    episode.target?.name ?? null,
    episode.port,
    episode.group,
    String(episode.isSilent),
    episode.probes,
    episode.failed,
    episode.peers,
    episode.detectMs === null ? null : episode.detectMs / 1000,
    episode.throughputStanding,
  ]),
]
