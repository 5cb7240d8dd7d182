'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { useState, type ReactNode } from 'react'
import { ApiError } from './fetch-api'

const isWorthRetrying = (failures: number, error: Error): boolean => {
  const refused = error instanceof ApiError && error.status !== null && error.status < 500
  return !refused && failures < 2
}

const createQueryClient = (): QueryClient =>
  new QueryClient({
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
