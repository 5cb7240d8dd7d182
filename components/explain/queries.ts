import { queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { explainAnswer, type ExplainParams } from '@/lib/contract/explain'

/** Made when it is asked for, and never by itself: whoever reads it must not have it changed under their eyes. */
export const explainQuery = (params: ExplainParams) =>
  queryOptions({
    queryKey: ['explain', params],
    queryFn: ({ signal }) => fetchApi(explainAnswer, 'explain', params, signal),
    staleTime: Infinity,
    retry: false,
    refetchOnWindowFocus: false,
  })
