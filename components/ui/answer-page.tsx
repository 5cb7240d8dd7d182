'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { AnswerFrame } from './answer-frame'
import { useLiveStatus, type LiveAnswer } from './live-status'
import { PageFrame } from './page-frame'

interface AnswerPageProps<Answer> {
  title: string
  fields?: ReactNode
  beside?: ReactNode
  query: Pick<UseQueryResult<Answer>, 'data' | 'error' | 'refetch' | 'dataUpdatedAt'>
  /** The part of the answer that tells how old it is. */
  live: LiveAnswer | undefined
  /** What is said where there is no answer to show. */
  problem: string
  /** Until the first answer. */
  skeleton: ReactNode
  children: (answer: Answer) => ReactNode
}

/** A page that shows one answer, and says how old it is. */
export const AnswerPage = <Answer,>(props: AnswerPageProps<Answer>) => {
  const { title, fields, beside, query, live, problem, skeleton, children } = props
  const status = useLiveStatus({
    answer: live,
    updatedAtMs: query.dataUpdatedAt,
    error: query.error,
  })
  return (
    <PageFrame title={title} status={status} fields={fields} beside={beside}>
      <AnswerFrame query={query} status={status} problem={problem} skeleton={skeleton}>
        {children}
      </AnswerFrame>
    </PageFrame>
  )
}
