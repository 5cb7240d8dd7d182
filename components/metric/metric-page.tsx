'use client'

import { useQuery } from '@tanstack/react-query'
import { AnswerPage } from '@/components/ui/answer-page'
import { useDocumentTitle } from '@/components/ui/document-title'
import { PageSkeleton } from '@/components/ui/page-frame'
import { useView } from '@/components/ui/view'
import { MetricBody } from './metric-body'
import { MetricFields, RowFields } from './metric-fields'
import { heatMapQuery } from './queries'

export const MetricPage = () => {
  const [{ from, to, metric, filter, group, rows }] = useView()
  const query = useQuery(heatMapQuery({ from, to, metric, filter, group: rows === 'group' ? group : '' }))
  const { data: map, error } = query
  useDocumentTitle(map === undefined ? null : `${map.answer.metric.title} · Heat map`)
  return (
    <AnswerPage
      title="Heat map"
      fields={<MetricFields error={error} />}
      beside={<RowFields labels={map?.answer.labels ?? []} />}
      query={query}
      live={map?.answer}
      problem="The heat map cannot be shown"
      skeleton={
        <PageSkeleton label="Loading the heat map" blocks={['h-6 w-96 max-w-full', 'h-28', 'h-96']} />
      }
    >
      {(shown) => <MetricBody map={shown} />}
    </AnswerPage>
  )
}
