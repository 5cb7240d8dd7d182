'use client'

import { useQueryClient, type QueryClient, type QueryState } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { adviceOn, wordsOn } from '../advice'
import { isFailure } from '../fetch-api'
import { useNowMs } from '../now'
import { useOnline } from '../online'
import { useView } from '../view'
import { prepareStale } from './prepare-stale'

/** Of the answers on screen that could not be made new, the oldest; null while there is none. */
const oldestFailing = (client: QueryClient): QueryState | null => {
  const failing = client
    .getQueryCache()
    .findAll({ type: 'active' })
    .map(({ state }) => state)
    .filter(({ data, error }) => data !== undefined && isFailure(error))
  return failing.toSorted((left, right) => left.dataUpdatedAt - right.dataUpdatedAt)[0] ?? null
}

const useOldestFailing = (): QueryState | null => {
  const client = useQueryClient()
  return useSyncExternalStore(
    (listener) => client.getQueryCache().subscribe(listener),
    () => oldestFailing(client),
    () => null,
  )
}

/** One bar for all pages: what is on screen is older than it looks, and what to do about it. */
export const StaleBar = () => {
  const client = useQueryClient()
  const failing = useOldestFailing()
  const isOnline = useOnline()
  const nowMs = useNowMs()
  const [{ zone }] = useView()
  const error = failing?.error ?? null
  const answeredMs = failing?.dataUpdatedAt ?? null
  const text = prepareStale({
    isOnline,
    failure: error === null ? null : wordsOn(error),
    answeredMs,
    nowMs: nowMs ?? 0,
    zone,
  })
  return (
    <div role="status" aria-live="polite" className="stale-bar">
      {text === null ? null : (
        <div className="live-alert">
          <p>
            {text} {error === null ? '' : adviceOn(error)}
          </p>
          <button
            type="button"
            className="button-quiet"
            onClick={() => {
              void client.refetchQueries({ type: 'active' })
            }}
          >
            Try again now
          </button>
        </div>
      )}
    </div>
  )
}
