'use client'

import { useQuery } from '@tanstack/react-query'
import { AnswerPage } from '@/components/ui/answer-page'
import { FilterField } from '@/components/ui/filter/filter-field'
import { PageSkeleton } from '@/components/ui/page-frame'
import { useView } from '@/components/ui/view'
import { OutagesBody } from './outages-body'
import { outagesQuery } from './queries'

export const OutagesPage = () => {
  const [view] = useView()
  const query = useQuery(outagesQuery(view))
  return (
    <AnswerPage
      title="Outages"
      fields={<FilterField error={query.error} />}
      query={query}
      live={query.data}
      problem="The outages cannot be shown"
      skeleton={
        <PageSkeleton label="Looking for outages" blocks={['h-8 w-[36rem] max-w-full', 'h-56', 'h-40']} />
      }
    >
      {(shown) => <OutagesBody answer={shown} />}
    </AnswerPage>
  )
}
