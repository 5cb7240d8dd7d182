'use client'

import { useQueryClient, type QueryClient, type QueryState } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { adviceOn, wordsOn } from '../advice'
import { isFailure } from '../fetch-api'
import { useNowMs } from '../now'
import { useOnline } from '../online'
import { useView } from '../view'
import { prepareStale } from './prepare-stale'

/** The oldest answer on screen that cannot be made new: offline that is any of them. Null while there is none. */
const oldestKept = (client: QueryClient, isOnline: boolean): QueryState | null => {
  const kept = client
    .getQueryCache()
    .findAll({ type: 'active' })
    .map(({ state }) => state)
    .filter(({ data, error }) => data !== undefined && (!isOnline || isFailure(error)))
  return kept.toSorted((left, right) => left.dataUpdatedAt - right.dataUpdatedAt)[0] ?? null
}

const useOldestKept = (isOnline: boolean): QueryState | null => {
  const client = useQueryClient()
  return useSyncExternalStore(
    (listener) => client.getQueryCache().subscribe(listener),
    () => oldestKept(client, isOnline),
    () => null,
  )
}

/** One bar for all pages: what is on screen is older than it looks, and what to do about it. */
export const StaleBar = () => {
  const client = useQueryClient()
  const isOnline = useOnline()
  const kept = useOldestKept(isOnline)
  const nowMs = useNowMs()
  const [{ zone }] = useView()
  const error = kept?.error ?? null
  const answeredMs = kept?.dataUpdatedAt ?? null
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
