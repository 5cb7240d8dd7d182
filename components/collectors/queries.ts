import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { isFixedWindow } from '@/components/ui/prepare-window'
import { collectorCostAnswer } from '@/lib/contract/collector-cost'
import { collectorsAnswer } from '@/lib/contract/collectors'
import { observerEffectsAnswer } from '@/lib/contract/observer-effects'
import type { ViewState } from '@/lib/contract/view-state'

const REFRESH_MS = 5_000
const COST_REFRESH_MS = 15_000
const EFFECTS_REFRESH_MS = 60_000

export const collectorsQuery = () =>
  queryOptions({
    queryKey: ['collectors'],
    queryFn: ({ signal }) => fetchApi(collectorsAnswer, 'collectors', {}, signal),
    refetchInterval: REFRESH_MS,
  })

type Asked = Pick<ViewState, 'from' | 'to' | 'filter'>

export const collectorCostQuery = ({ from, to, filter }: Asked) => {
  const asked = { from, to, filter }
  return queryOptions({
    queryKey: ['collectors', 'cost', asked],
    queryFn: ({ signal }) => fetchApi(collectorCostAnswer, 'collectors/cost', asked, signal),
    placeholderData: keepPreviousData,
    refetchInterval: isFixedWindow(asked) ? false : COST_REFRESH_MS,
  })
}

export const observerEffectsQuery = ({ from, to, filter }: Asked) => {
  const asked = { from, to, filter }
  return queryOptions({
    queryKey: ['collectors', 'effects', asked],
    queryFn: ({ signal }) => fetchApi(observerEffectsAnswer, 'collectors/effects', asked, signal),
    placeholderData: keepPreviousData,
    refetchInterval: isFixedWindow(asked) ? false : EFFECTS_REFRESH_MS,
  })
}
