import { queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { incidentsAnswer } from '@/lib/contract/incidents'

export const INCIDENTS_KEY = ['incidents'] as const

export const incidentsQuery = () =>
  queryOptions({
    queryKey: INCIDENTS_KEY,
    queryFn: ({ signal }) => fetchApi(incidentsAnswer, 'incidents', {}, signal),
  })
