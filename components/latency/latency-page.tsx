'use client'

import { useQuery } from '@tanstack/react-query'
import { AnswerFrame } from '@/components/ui/answer-frame'
import { useDocumentTitle } from '@/components/ui/document-title'
import { useLiveStatus } from '@/components/ui/live-status'
import { useView } from '@/components/ui/view'
import { LatencyBody } from './latency-body'
import { LatencyToolbar } from './latency-toolbar'
import { OperationsSection } from './operations-section'
import { latencyQuery, operationsQuery } from './queries'

export const LatencyPage = () => {
  const [view] = useView()
  const query = useQuery(latencyQuery(view))
  const operations = useQuery(operationsQuery(view))
  const { data: answer, error } = query
  const status = useLiveStatus({ answer, updatedAtMs: query.dataUpdatedAt, error })
  const named = [view.service, view.operation].filter((part) => part !== '').join(' ')
  useDocumentTitle(named === '' ? null : `${named} · Latency`)
  return (
    <div className="metric-page">
      <LatencyToolbar status={status} operations={operations.data} error={error} />
      <AnswerFrame
        query={query}
        status={status}
        problem="The latency cannot be shown"
        skeleton={
          <div role="status" className="grid gap-3 px-4">
            <span className="sr-only">Loading the latency</span>
            <div className="skeleton h-6 w-96 max-w-full" />
            <div className="skeleton h-80" />
          </div>
        }
      >
        {(shown) => <LatencyBody answer={shown} />}
      </AnswerFrame>
      {answer?.isAnyKnown === true ? <OperationsSection query={operations} /> : null}
    </div>
  )
}
