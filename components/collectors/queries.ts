import { queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { collectorsAnswer } from '@/lib/contract/collectors'

const REFRESH_MS = 5_000

export const collectorsQuery = () =>
  queryOptions({
    queryKey: ['collectors'],
    queryFn: ({ signal }) => fetchApi(collectorsAnswer, 'collectors', {}, signal),
    refetchInterval: REFRESH_MS,
  })
