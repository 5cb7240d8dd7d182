'use client'

import Link from 'next/link'
import { CsvDownload } from '@/components/ui/csv-download'
import { explainHref } from '@/components/ui/explain-href'
import { formatDateTime, formatDuration } from '@/components/ui/format-time'
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
  const { episodes, episodesTotal, by } = answer
  const rows = episodes.slice(0, MOST_ROWS)
  return (
    <section aria-labelledby="episodes-title" className="grid gap-1">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 id="episodes-title" className="font-semibold">
          Outages
        </h2>
        <span className="text-sm text-muted">
          {rows.length < episodesTotal
            ? `the last ${formatCount(rows.length)} of ${formatCount(episodesTotal)} shown`
            : formatCount(episodesTotal)}
        </span>
        <CsvDownload title="outages" rows={() => episodeRows(answer)}>
          CSV
        </CsvDownload>
      </div>
      <div className="panel overflow-x-auto" tabIndex={0} role="region" aria-label="List of outages">
        <table className="data-table text-xs">
          <thead>
            <tr>
              <th scope="col">Began</th>
              <th scope="col">Lasted</th>
              <th scope="col">Who</th>
              <th scope="col">{by === '' ? 'Kind' : `Kind, ${by}`}</th>
              <th scope="col">Evidence</th>
              <th scope="col" className="number">
                Detected within
              </th>
              <th scope="col" className="number">
                Throughput before
              </th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((episode, at) => (
              <EpisodeRow key={at} episode={episode} nowMs={answer.asOfMs ?? answer.nowMs} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const EpisodeRow = ({ episode, nowMs }: { episode: OutageEpisodeAnswer; nowMs: number }) => {
  const [view] = useView()
  const { fromMs, kind, node, group, detectMs, throughputStanding } = episode
  const window = toWindowText(explainedWindow(episode))
  return (
    <tr data-open={episode.toMs === null}>
      <td className="whitespace-nowrap">{formatDateTime(fromMs, view.zone)}</td>
      <td className="whitespace-nowrap">{lastedText(episode, nowMs)}</td>
      <th scope="row" className="break-all">
        {node.id === null ? (
          whoText(episode)
        ) : (
          <Link
            className="link"
            href={`/nodes/${String(node.id)}${toSearch({ ...view, ...window })}#network`}
          >
            {whoText(episode)}
          </Link>
        )}
      </th>
      <td>
        <span className="flex items-center gap-1.5 whitespace-nowrap">
          <KindMark kind={kind} />
          {group === '' ? kind : `${kind}, ${group}`}
        </span>
      </td>
      <td className="whitespace-nowrap">{evidenceText(episode)}</td>
      <td className="number">{detectMs === null ? 'not known' : formatDuration(detectMs)}</td>
      <td className="number">{standingText(throughputStanding)}</td>
      <td>
        <Link
          className="link"
          href={explainHref(view, '/outages', { ...window, node: node.id === null ? '' : String(node.id) })}
          aria-label={`Explain the outage of ${whoText(episode)}`}
        >
          explain
        </Link>
      </td>
    </tr>
  )
}

const standingText = (standing: number | null): string =>
  standing === null ? 'not measured' : `above ${String(Math.floor(standing * 100))} % of its day`
