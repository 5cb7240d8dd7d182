'use client'

import Link from 'next/link'
import { CsvDownload } from '@/components/ui/csv-download'
import { DataTable, type TableColumn } from '@/components/ui/data-table'
import { explainHref } from '@/components/ui/explain-href'
import { formatDateTime, formatDuration } from '@/components/ui/format-time'
import { PageSection } from '@/components/ui/page-section'
import { toWindowText } from '@/components/ui/time/shift-window'
import { useView } from '@/components/ui/view'
import type { OutageEpisodeAnswer, OutagesAnswer } from '@/lib/contract/outages'
import { toSearch } from '@/lib/contract/view-state'
import { formatCount } from '@/lib/core/format-value'
import { KindMark } from './kind-mark'
import { episodeRows, evidenceText, explainedWindow, lastedText, whoText } from './prepare-episodes'

const MOST_ROWS = 100

/** Every outage with what it is known by; the newest first. */
export const EpisodeTable = ({ answer }: { answer: OutagesAnswer }) => {
  const { episodes, episodesTotal } = answer
  const rows = episodes.slice(0, MOST_ROWS)
  return (
    <PageSection
      title="Outages"
      note={
        rows.length < episodesTotal
          ? `the last ${formatCount(rows.length)} of ${formatCount(episodesTotal)} shown`
          : formatCount(episodesTotal)
      }
      actions={
        <CsvDownload title="outages" rows={() => episodeRows(answer)}>
          CSV<span className="sr-only"> of the outages</span>
        </CsvDownload>
      }
    >
      <DataTable
        label="List of outages"
        columns={useColumns(answer)}
        rows={rows}
        keyOf={(episode) => rows.indexOf(episode)}
        namedBy="Who"
        markOf={({ toMs }) => (toMs === null ? 'open' : undefined)}
      />
    </PageSection>
  )
}

const useColumns = (answer: OutagesAnswer): TableColumn<OutageEpisodeAnswer>[] => {
  const [view] = useView()
  const nowMs = answer.asOfMs ?? answer.nowMs
  return [
    {
      title: 'Began',
      className: 'whitespace-nowrap',
      cell: ({ fromMs }) => formatDateTime(fromMs, view.zone),
    },
    { title: 'Lasted', className: 'whitespace-nowrap', cell: (episode) => lastedText(episode, nowMs) },
    { title: 'Who', className: 'break-all', cell: (episode) => <Who episode={episode} /> },
    {
      title: answer.by === '' ? 'Kind' : `Kind, ${answer.by}`,
      cell: ({ kind, group }) => (
        <span className="flex items-center gap-1.5 whitespace-nowrap">
          <KindMark kind={kind} />
          {group === '' ? kind : `${kind}, ${group}`}
        </span>
      ),
    },
    { title: 'Evidence', className: 'whitespace-nowrap', cell: evidenceText },
    {
      title: 'Detected within',
      isNumber: true,
      cell: ({ detectMs }) => (detectMs === null ? 'not known' : formatDuration(detectMs)),
    },
    {
      title: 'Throughput before',
      isNumber: true,
      cell: ({ throughputStanding }) => standingText(throughputStanding),
    },
    { title: 'Why', cell: (episode) => <Why episode={episode} /> },
  ]
}

const Who = ({ episode }: { episode: OutageEpisodeAnswer }) => {
  const [view] = useView()
  const name = whoText(episode)
  if (episode.node.id === null) return name
  const search = toSearch({ ...view, ...toWindowText(explainedWindow(episode)) })
  return (
    <Link className="link" href={`/nodes/${String(episode.node.id)}${search}#network`}>
      {name}
    </Link>
  )
}

const Why = ({ episode }: { episode: OutageEpisodeAnswer }) => {
  const [view] = useView()
  const node = episode.node.id === null ? '' : String(episode.node.id)
  return (
    <Link
      className="link"
      href={explainHref(view, '/outages', { ...toWindowText(explainedWindow(episode)), node })}
      aria-label={`Explain the outage of ${whoText(episode)}`}
    >
      explain
    </Link>
  )
}

const standingText = (standing: number | null): string =>
  standing === null ? 'not measured' : `above ${String(Math.floor(standing * 100))} % of its day`
