import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { clockAnswer, type ClockParams } from '@/lib/contract/clock'
import { clockBandAnswer, type ClockBandParams } from '@/lib/contract/clock-band'
import { knownRecurrencesAnswer } from '@/lib/contract/known-recurrences'
import { recurrencesAnswer, type RecurrencesParams } from '@/lib/contract/recurrences'
import { clockDaysAnswer, type ClockDaysParams } from '@/lib/contract/clock-days'

/** An answer changes when five minutes are sealed. */
const REFRESH_MS = 300_000

/** What is loaded is looked through within seconds, in the background. */
const UNTIL_FOUND_MS = 2000
const RECURRENCES_REFRESH_MS = 30_000

const refresh = (to: string) => (to.startsWith('now') ? REFRESH_MS : false)

export const clockQuery = (params: ClockParams) =>
  queryOptions({
    queryKey: ['clock', 'nodes', params],
    queryFn: ({ signal }) => fetchApi(clockAnswer, 'clock', params, signal),
    placeholderData: keepPreviousData,
    /** Comparing half a million values costs more than drawing them. */
    structuralSharing: false,
    refetchInterval: refresh(params.to),
  })

export const clockDaysQuery = (params: ClockDaysParams) =>
  queryOptions({
    queryKey: ['clock', 'days', params],
    queryFn: ({ signal }) => fetchApi(clockDaysAnswer, 'clock/days', params, signal),
    placeholderData: keepPreviousData,
    structuralSharing: false,
    refetchInterval: refresh(params.to),
  })

export const recurrencesQuery = (params: RecurrencesParams) =>
  queryOptions({
    queryKey: ['recurrences', params],
    queryFn: ({ signal }) => fetchApi(recurrencesAnswer, 'recurrences', params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      data?.isFinding === true || data?.metricsScanned === 0
        ? UNTIL_FOUND_MS
        : params.to.startsWith('now') && RECURRENCES_REFRESH_MS,
  })

export const KNOWN_RECURRENCES_KEY = ['known-recurrences']

export const knownRecurrencesQuery = queryOptions({
  queryKey: KNOWN_RECURRENCES_KEY,
  queryFn: ({ signal }) => fetchApi(knownRecurrencesAnswer, 'recurrences/known', {}, signal),
})

export const clockBandQuery = (params: ClockBandParams) =>
  queryOptions({
    queryKey: ['clock', 'band', params],
    queryFn: ({ signal }) => fetchApi(clockBandAnswer, 'clock/band', params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: refresh(params.to),
  })
