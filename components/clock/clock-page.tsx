'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useDocumentTitle } from '@/components/ui/document-title'
import { PageTitle } from '@/components/ui/page-title'
import { metricTitle } from '@/components/ui/prepare-metric-choices'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { useView } from '@/components/ui/view'
import { BandSection } from './band-section'
import { ClockBody } from './clock-body'
import { useClockScope } from './clock-scope'
import { ClockToolbar } from './clock-toolbar'
import { DaysSection } from './days-section'
import { prepareClock, type ClockMap } from './prepare-clock'
import { clockQuery } from './queries'
import { RecurrenceSection } from './recurrences/recurrence-section'

export const ClockPage = () => {
  const [view] = useView()
  const scope = useClockScope()
  const group = view.clockRows === 'group' ? view.group : ''
  const query = useQuery(clockQuery({ ...scope, group, limit: 500 }))
  const { data, error, isPlaceholderData } = query
  const map = useMemo(
    () => (data === undefined ? null : prepareClock(data, view.clockValue)),
    [data, view.clockValue],
  )
  useDocumentTitle(`${metricTitle(view.metric)} · Clock`)
  return (
    <div className="clock-page">
      <div className="px-4 pt-2">
        <PageTitle title="Clock">
          <span className="text-sm text-muted">What comes back at the same time of day</span>
        </PageTitle>
      </div>
      <RecurrenceSection measuredDays={map === null ? null : measuredDays(map)} />
      <ClockToolbar labels={data?.labels ?? []} error={error} />
      {error !== null && map === null ? (
        <ProblemPanel
          title="The clock cannot be shown"
          error={error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      ) : map === null ? (
        <ClockSkeleton />
      ) : (
        <div className="clock-sections" data-waiting={isPlaceholderData}>
          <ClockBody map={map} />
          {map.answer.total === 0 ? null : (
            <>
              <BandSection />
              <DaysSection />
            </>
          )}
        </div>
      )}
    </div>
  )
}

/** On how many days any time of any node was measured. */
const measuredDays = ({ answer }: ClockMap): number | null =>
  answer.nodes.length === 0 ? null : answer.nodes.reduce((most, { days }) => Math.max(most, ...days), 0)

const ClockSkeleton = () => (
  <div role="status" className="grid gap-3 px-4">
    <span className="sr-only">Loading the clock</span>
    <div className="skeleton h-6 w-96 max-w-full" />
    <div className="skeleton h-24" />
    <div className="skeleton h-80" />
  </div>
)
