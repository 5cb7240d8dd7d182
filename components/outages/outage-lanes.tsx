'use client'

import Link from 'next/link'
import { useMemo } from 'react'
import { PlotOverlay } from '@/components/charts/plot-overlay'
import type { TimeAxis } from '@/components/charts/plot-time'
import { useElementWidth } from '@/components/charts/element-size'
import { TimeAxis as TimeTicks } from '@/components/charts/time-axis'
import { PageSection } from '@/components/ui/page-section'
import { useView } from '@/components/ui/view'
import type { OutagesAnswer } from '@/lib/contract/outages'
import { toSearch } from '@/lib/contract/view-state'
import { OUTAGE_KINDS } from '@/lib/core/outages/find-outages'
import { formatCount } from '@/lib/core/format-value'
import { KindMark } from './kind-mark'
import { describeMoment, KIND_TITLES, prepareLanes, type LaneMark } from './prepare-episodes'

const STEPS = 240

const axisOf = ({ window }: OutagesAnswer): TimeAxis => {
  const stepMs = Math.max(60_000, Math.ceil((window.toMs - window.fromMs) / STEPS / 60_000) * 60_000)
  const fromMs = Math.floor(window.fromMs / stepMs) * stepMs
  return { window: { fromMs, toMs: Math.ceil(window.toMs / stepMs) * stepMs }, stepMs }
}

/** Nodes by time: who was out when, in which way. */
export const OutageLanes = ({ answer }: { answer: OutagesAnswer }) => {
  const [view] = useView()
  const [widthPx, plot] = useElementWidth()
  const axis = useMemo(() => axisOf(answer), [answer])
  const { rows, total } = useMemo(() => prepareLanes({ ...answer, window: axis.window }), [answer, axis])
  const describe = (step: number): string[] => {
    const fromMs = axis.window.fromMs + step * axis.stepMs
    return describeMoment(answer.episodes, { fromMs, toMs: fromMs + axis.stepMs }, answer.nowMs)
  }
  const shownKinds = OUTAGE_KINDS.filter((kind) => answer.episodes.some((episode) => episode.kind === kind))
  return (
    <PageSection
      title="Who was out when"
      note={
        <>
          {shownKinds.map((kind) => (
            <span key={kind} className="flex items-center gap-1.5">
              <KindMark kind={kind} />
              {KIND_TITLES[kind]}
            </span>
          ))}
          <span>▸ still out</span>
          {rows.length < total ? (
            <span>
              {formatCount(rows.length)} of {formatCount(total)} nodes shown, those out longest
            </span>
          ) : null}
        </>
      }
    >
      <div className="outage-lanes">
        <div className="outage-names">
          {rows.map(({ key, id, name }) => (
            <span key={key} className="outage-name" title={name}>
              {id === null ? name : <Link href={`/nodes/${String(id)}${toSearch(view)}`}>{name}</Link>}
            </span>
          ))}
        </div>
        <div className="outage-plot" ref={plot}>
          {rows.map(({ key, marks }) => (
            <div key={key} className="outage-lane">
              {marks.map((mark) => (
                <Mark key={mark.key} mark={mark} />
              ))}
            </div>
          ))}
          <PlotOverlay axis={axis} zone={view.zone} label="Outages" describe={describe} />
        </div>
        <div className="outage-times">
          <TimeTicks window={axis.window} zone={view.zone} widthPx={widthPx} />
        </div>
      </div>
    </PageSection>
  )
}

const Mark = ({ mark: { episode, left, width, isOpen } }: { mark: LaneMark }) => (
  <i
    className="outage-mark"
    data-kind={episode.kind}
    data-open={isOpen}
    style={{ left: `${String(left)}%`, width: `${String(width)}%` }}
  />
)
