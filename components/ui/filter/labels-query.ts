import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { labelsAnswer, type LabelsParams } from '@/lib/contract/labels'

const STALE_MS = 60_000

export const labelsQuery = (params: LabelsParams, isWanted: boolean) =>
  queryOptions({
    queryKey: ['labels', params],
    queryFn: ({ signal }) => fetchApi(labelsAnswer, 'labels', params, signal),
    enabled: isWanted,
    staleTime: STALE_MS,
    placeholderData: keepPreviousData,
  })
