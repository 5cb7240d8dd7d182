'use client'

import { useQuery } from '@tanstack/react-query'
import { AnswerPage } from '@/components/ui/answer-page'
import { useDocumentTitle } from '@/components/ui/document-title'
import { PageSkeleton } from '@/components/ui/page-frame'
import { useView } from '@/components/ui/view'
import { LatencyBody } from './latency-body'
import { LatencyFields } from './latency-fields'
import { OperationsSection } from './operations-section'
import { latencyQuery, operationsQuery } from './queries'

export const LatencyPage = () => {
  const [view] = useView()
  const query = useQuery(latencyQuery(view))
  const operations = useQuery(operationsQuery(view))
  const { data: answer, error } = query
  const named = [view.service, view.operation].filter((part) => part !== '').join(' ')
  useDocumentTitle(named === '' ? null : `${named} · Latency`)
  return (
    <AnswerPage
      title="Latency"
      fields={<LatencyFields operations={operations.data} error={error} />}
      query={query}
      live={answer}
      problem="The latency cannot be shown"
      skeleton={<PageSkeleton label="Loading the latency" blocks={['h-6 w-96 max-w-full', 'h-80']} />}
    >
      {(shown) => (
        <>
          <LatencyBody answer={shown} />
          {shown.isAnyKnown ? <OperationsSection query={operations} /> : null}
        </>
      )}
    </AnswerPage>
  )
}
