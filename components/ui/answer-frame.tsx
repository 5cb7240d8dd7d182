'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { LiveAlert } from './live-status'
import type { LiveStatus } from './prepare-live-status'
import { ProblemPanel } from './problem-panel'

interface AnswerFrameProps<Answer> {
  query: Pick<UseQueryResult<Answer>, 'data' | 'error' | 'refetch'>
  status: LiveStatus
  /** What is said where there is no answer to show. */
  problem: string
  /** Until the first answer. */
  skeleton: ReactNode
  children: (answer: Answer) => ReactNode
}

/** The part of a page below its toolbar: what is answered, also an old answer while the server is lost; else the problem. */
export const AnswerFrame = <Answer,>(props: AnswerFrameProps<Answer>) => {
  const { query, status, problem, skeleton, children } = props
  const { data: answer, error } = query
  return (
    <>
      <LiveAlert status={status} />
      {error !== null && (answer === undefined || status.tone !== 'lost') ? (
        <ProblemPanel
          title={problem}
          error={error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      ) : answer === undefined ? (
        skeleton
      ) : (
        children(answer)
      )}
    </>
  )
}
