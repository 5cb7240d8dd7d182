'use client'

import { useQuery } from '@tanstack/react-query'
import { AnswerFrame } from '@/components/ui/answer-frame'
import { ChoiceField, withChosen } from '@/components/ui/choice-field'
import { FilterField } from '@/components/ui/filter/filter-field'
import { LiveBadge, useLiveStatus } from '@/components/ui/live-status'
import { PageTitle } from '@/components/ui/page-title'
import { useView } from '@/components/ui/view'
import { WindowPicker } from '@/components/ui/window-picker'
import { ErrorsBody } from './errors-body'
import { failuresQuery } from './queries'

export const ErrorsPage = () => {
  const [view, setView] = useView()
  const query = useQuery(failuresQuery(view))
  const { data: answer, error } = query
  const status = useLiveStatus({ answer, updatedAtMs: query.dataUpdatedAt, error })
  return (
    <div className="metric-page">
      <div className="toolbar">
        <PageTitle title="Errors">
          <LiveBadge status={status} />
        </PageTitle>
        <ChoiceField
          label="Tell failures apart by"
          value={view.errorLabel}
          choices={withChosen(answer?.labels ?? [], view.errorLabel)}
          titleOf={(label) => (label === '' ? `By ${answer?.by ?? 'type'}` : `By ${label}`)}
          className="max-w-44"
          onChoice={(label) => {
            setView({ errorLabel: label })
          }}
        />
        <ChoiceField
          label="Service"
          value={view.service}
          choices={withChosen(answer?.services ?? [], view.service)}
          titleOf={(service) => (service === '' ? 'All services' : service)}
          className="max-w-44"
          onChoice={(service) => {
            setView({ service })
          }}
        />
        <FilterField error={error} />
        <div className="ml-auto">
          <WindowPicker />
        </div>
      </div>
      <AnswerFrame
        query={query}
        status={status}
        problem="The errors cannot be shown"
        skeleton={
          <div role="status" className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4">
            <span className="sr-only">Counting errors</span>
            <div className="skeleton h-8 w-[30rem] max-w-full" />
            <div className="skeleton h-64" />
          </div>
        }
      >
        {(shown) => <ErrorsBody answer={shown} />}
      </AnswerFrame>
    </div>
  )
}
