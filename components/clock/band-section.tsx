'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { CsvDownload } from '@/components/ui/csv-download'
import { explainHref } from '@/components/ui/explain-href'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { useView } from '@/components/ui/view'
import type { ClockBandAnswer } from '@/lib/contract/clock-band'
import { parseClockBand, printMinute } from '@/lib/contract/clock-band-text'
import { toSearch } from '@/lib/contract/view-state'
import { BandEvents, BandNodes } from './band-tables'
import { clockZoneOf, useClockScope } from './clock-scope'
import { summariseBand } from './prepare-band-panel'
import { bandEventCsvRows, bandNodeCsvRows } from './prepare-clock-csv'
import { otherMinutes } from './prepare-clock-axis'
import { clockBandQuery } from './queries'
import { toIso } from './to-iso'
import { otherZone } from './zones'

/** What lies in the part of the day that is marked: which nodes, on which days, and what happened then. */
export const BandSection = () => {
  const [{ band }] = useView()
  return band === '' ? null : <MarkedBand />
}

const MarkedBand = () => {
  const [{ band }, setView] = useView()
  const query = useQuery(clockBandQuery({ ...useClockScope(), band }))
  const { data, error } = query
  return (
    <section className="panel clock-band-panel" aria-labelledby="band-title">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <BandTitle toMs={data?.toMs ?? null} />
        <button
          type="button"
          className="button-quiet ml-auto"
          onClick={() => {
            setView({ band: '' })
          }}
        >
          Clear the mark
        </button>
      </div>
      {error !== null && data === undefined ? (
        <ProblemPanel
          title="This part of the day cannot be shown"
          error={error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      ) : data === undefined ? (
        <div role="status" className="skeleton h-32">
          <span className="sr-only">Loading this part of the day</span>
        </div>
      ) : (
        <BandBody answer={data} />
      )}
    </section>
  )
}

const BandTitle = ({ toMs }: { toMs: number | null }) => {
  const [view] = useView()
  const zone = clockZoneOf(view)
  const other = otherZone(zone)
  const band = parseClockBand(view.band)
  const inOther = (minute: number) => printMinute(otherMinutes(minute, { zone, other, toMs: toMs ?? 0 }))
  return (
    <h2 id="band-title" className="text-base font-semibold tabular-nums">
      {view.band.replace('-', ' to ')} {zone}
      {toMs === null || band === null || zone === other ? null : (
        <span className="text-sm font-normal text-muted">
          {' '}
          ({inOther(band.fromMinute)} to {inOther(band.toMinute)} {other})
        </span>
      )}
    </h2>
  )
}

const BandBody = ({ answer }: { answer: ClockBandAnswer }) => {
  const [view] = useView()
  const { sentence, latest } = summariseBand(answer)
  const window = latest === null ? null : { from: toIso(latest.fromMs), to: toIso(latest.toMs) }
  return (
    <>
      <p>
        {sentence}{' '}
        {window === null ? null : (
          <>
            <Link className="link" href={explainHref(view, '/clock', window)}>
              Explain it on {latest?.date}
            </Link>
            {', or '}
            <Link className="link" href={`/metric${toSearch({ ...view, ...window })}`}>
              see that day as a heat map
            </Link>
          </>
        )}
      </p>
      <div className="clock-band-tables">
        <div className="grid min-w-0 content-start gap-1">
          <CsvDownload title={`${answer.metric} ${view.band} nodes`} rows={() => bandNodeCsvRows(answer)}>
            CSV<span className="sr-only"> of the nodes</span>
          </CsvDownload>
          <BandNodes answer={answer} />
        </div>
        <div className="grid min-w-0 content-start gap-1">
          <CsvDownload title={`${answer.metric} ${view.band} events`} rows={() => bandEventCsvRows(answer)}>
            CSV<span className="sr-only"> of the events</span>
          </CsvDownload>
          <BandEvents answer={answer} />
        </div>
      </div>
    </>
  )
}
