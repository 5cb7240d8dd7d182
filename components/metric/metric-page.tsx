'use client'

import { useQuery } from '@tanstack/react-query'
import { AnswerFrame } from '@/components/ui/answer-frame'
import { useDocumentTitle } from '@/components/ui/document-title'
import { useLiveStatus } from '@/components/ui/live-status'
import { useView } from '@/components/ui/view'
import { MetricBody } from './metric-body'
import { MetricToolbar } from './metric-toolbar'
import { heatMapQuery } from './queries'

export const MetricPage = () => {
  const [{ from, to, metric, filter, group, rows }] = useView()
  const query = useQuery(heatMapQuery({ from, to, metric, filter, group: rows === 'group' ? group : '' }))
  const map = query.data
  const status = useLiveStatus({
    answer: map?.answer,
    updatedAtMs: query.dataUpdatedAt,
    error: query.error,
  })
  useDocumentTitle(map === undefined ? null : `${map.answer.metric.title} · Heat map`)
  return (
    <div className="metric-page">
      <MetricToolbar status={status} labels={map?.answer.labels ?? []} error={query.error} />
      <AnswerFrame
        query={query}
        status={status}
        problem="The heat map cannot be shown"
        skeleton={<MetricSkeleton />}
      >
        {(shown) => <MetricBody map={shown} />}
      </AnswerFrame>
    </div>
  )
}

const MetricSkeleton = () => (
  <div role="status" className="grid gap-3 px-4">
    <span className="sr-only">Loading the heat map</span>
    <div className="skeleton h-6 w-96 max-w-full" />
    <div className="skeleton h-28" />
    <div className="skeleton h-96" />
  </div>
)
