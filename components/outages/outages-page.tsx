'use client'

import { useQuery } from '@tanstack/react-query'
import { AnswerFrame } from '@/components/ui/answer-frame'
import { FilterField } from '@/components/ui/filter/filter-field'
import { LiveBadge, useLiveStatus } from '@/components/ui/live-status'
import { PageTitle } from '@/components/ui/page-title'
import { useView } from '@/components/ui/view'
import { WindowPicker } from '@/components/ui/window-picker'
import { OutagesBody } from './outages-body'
import { outagesQuery } from './queries'

export const OutagesPage = () => {
  const [view] = useView()
  const query = useQuery(outagesQuery(view))
  const { data: answer, error } = query
  const status = useLiveStatus({ answer, updatedAtMs: query.dataUpdatedAt, error })
  return (
    <div className="metric-page">
      <div className="toolbar">
        <PageTitle title="Outages">
          <LiveBadge status={status} />
        </PageTitle>
        <FilterField error={error} />
        <div className="ml-auto">
          <WindowPicker />
        </div>
      </div>
      <AnswerFrame
        query={query}
        status={status}
        problem="The outages cannot be shown"
        skeleton={
          <div role="status" className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4">
            <span className="sr-only">Looking for outages</span>
            <div className="skeleton h-8 w-[36rem] max-w-full" />
            <div className="skeleton h-56" />
            <div className="skeleton h-40" />
          </div>
        }
      >
        {(shown) => <OutagesBody answer={shown} />}
      </AnswerFrame>
    </div>
  )
}
