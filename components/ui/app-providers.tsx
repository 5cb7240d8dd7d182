'use client'

import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { useState, type ReactNode } from 'react'
import { adviceOn, wordsOn } from './advice'
import { isFailure } from './fetch-api'
import { showToast } from './toasts/toast-store'

const isWorthRetrying = (failures: number, error: Error): boolean => isFailure(error) && failures < 2

/** What somebody wanted to be done and was not; questions that fail are told of where their answer would stand. */
const tellOfFailure = (error: Error): void => {
  showToast({ tone: 'problem', title: `That did not work: ${wordsOn(error)}`, advice: adviceOn(error) })
}

const createQueryClient = (): QueryClient =>
  new QueryClient({
    mutationCache: new MutationCache({ onError: tellOfFailure }),
    defaultOptions: {
      queries: { retry: isWorthRetrying, retryDelay: 1_000, staleTime: 5_000, networkMode: 'always' },
    },
  })

export const AppProviders = ({ children }: { children: ReactNode }) => {
  const [client] = useState(createQueryClient)
  return (
    <NuqsAdapter>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </NuqsAdapter>
  )
}
