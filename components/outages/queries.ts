import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { isFixedWindow } from '@/components/ui/prepare-window'
import { outagesAnswer } from '@/lib/contract/outages'
import type { ViewState } from '@/lib/contract/view-state'

const REFRESH_MS = 60_000

export const outagesQuery = ({ from, to, filter, outageFact }: ViewState) => {
  const asked = { from, to, filter, by: outageFact }
  return queryOptions({
    queryKey: ['outages', asked],
    queryFn: ({ signal }) => fetchApi(outagesAnswer, 'outages', asked, signal),
    placeholderData: keepPreviousData,
    refetchInterval: isFixedWindow(asked) ? false : REFRESH_MS,
  })
}
