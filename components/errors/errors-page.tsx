'use client'

import { useQuery } from '@tanstack/react-query'
import { AnswerPage } from '@/components/ui/answer-page'
import { ChoiceField, withChosen } from '@/components/ui/choice-field'
import { FilterField } from '@/components/ui/filter/filter-field'
import { PageSkeleton } from '@/components/ui/page-frame'
import { useView } from '@/components/ui/view'
import type { FailuresAnswer } from '@/lib/contract/failures'
import { ErrorsBody } from './errors-body'
import { failuresQuery } from './queries'

export const ErrorsPage = () => {
  const [view] = useView()
  const query = useQuery(failuresQuery(view))
  return (
    <AnswerPage
      title="Errors"
      fields={<ErrorsFields answer={query.data} error={query.error} />}
      query={query}
      live={query.data}
      problem="The errors cannot be shown"
      skeleton={<PageSkeleton label="Counting errors" blocks={['h-8 w-[30rem] max-w-full', 'h-64']} />}
    >
      {(shown) => <ErrorsBody answer={shown} />}
    </AnswerPage>
  )
}

interface ErrorsFieldsProps {
  answer: FailuresAnswer | undefined
  error: Error | null
}

const ErrorsFields = ({ answer, error }: ErrorsFieldsProps) => {
  const [view, setView] = useView()
  return (
    <>
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
    </>
  )
}
