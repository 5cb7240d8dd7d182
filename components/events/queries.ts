import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { isFixedWindow } from '@/components/ui/prepare-window'
import { eventDensity, eventsAnswer } from '@/lib/contract/events'
import type { ViewState } from '@/lib/contract/view-state'

const REFRESH_MS = 15_000

/** What both questions of the page are asked with. */
type Asked = Pick<ViewState, 'from' | 'to' | 'filter' | 'text'>

const refreshOf = (window: Asked) => (isFixedWindow(window) ? false : REFRESH_MS)

export const eventDensityQuery = ({ from, to, filter, text }: Asked) => {
  const asked = { from, to, filter, text }
  return queryOptions({
    queryKey: ['events', 'density', asked],
    queryFn: ({ signal }) => fetchApi(eventDensity, 'events/density', asked, signal),
    placeholderData: keepPreviousData,
    refetchInterval: refreshOf(asked),
  })
}

export const eventListQuery = (
  { from, to, filter, text, source, kind }: Asked & Pick<ViewState, 'source' | 'kind'>,
  limit: number,
) => {
  const asked = { from, to, filter, text, source, kind, limit }
  return queryOptions({
    queryKey: ['events', 'list', asked],
    queryFn: ({ signal }) => fetchApi(eventsAnswer, 'events', asked, signal),
    placeholderData: keepPreviousData,
    refetchInterval: refreshOf(asked),
  })
}
