import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError, fetchApi } from '@/components/ui/fetch-api'
import { demoAnswer, type DemoAnswer } from '@/lib/contract/demo'

const KEY = ['fleet', 'demo'] as const
const WORKING_MS = 700
const NOT_FOUND = 404

/** Null where demonstrations are switched off. */
export const demoQuery = () =>
  queryOptions({
    queryKey: KEY,
    queryFn: async ({ signal, client }): Promise<DemoAnswer | null> => {
      try {
        const demo = await fetchApi(demoAnswer, 'demo', {}, signal)
        const wasWorking = Boolean(client.getQueryData<DemoAnswer | null>(KEY)?.work)
        // The fleet is another one now, and nobody should wait for the next look at it.
        if (wasWorking && demo.work === null) void client.invalidateQueries({ queryKey: ['fleet', 'grid'] })
        return demo
      } catch (error) {
        if (error instanceof ApiError && error.status === NOT_FOUND) return null
        throw error
      }
    },
    refetchInterval: (query) => (query.state.data?.work ? WORKING_MS : false),
    staleTime: WORKING_MS,
  })

const NEVER_ABORTED = new AbortController().signal

/** Starts to load or to remove a made-up fleet. */
export const useDemoCommand = (method: 'POST' | 'DELETE') => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => fetchApi(demoAnswer, 'demo', {}, NEVER_ABORTED, method),
    onSuccess: (demo) => {
      client.setQueryData(KEY, demo)
    },
  })
}
