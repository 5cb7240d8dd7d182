'use client'

import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { z } from 'zod'
import { LATE_AFTER_MS } from '../prepare-live-status'

const SECOND_MS = 1_000

const timedAnswer = z.object({ nowMs: z.number(), asOfMs: z.number().nullable().default(null) })

/** When the newest answer on screen was made, by the server's clock; null while there is none. */
const newestAnswer = (client: QueryClient): z.infer<typeof timedAnswer> | null => {
  const answers = client
    .getQueryCache()
    .findAll({ type: 'active' })
    .flatMap(({ state }) => timedAnswer.safeParse(state.data).data ?? [])
  return answers.reduce<z.infer<typeof timedAnswer> | null>(
    (newest, answer) => (newest === null || answer.nowMs > newest.nowMs ? answer : newest),
    null,
  )
}

/** The now that relative times on screen are meant by. */
export const useShownNowMs = (): number | null => {
  const client = useQueryClient()
  return useSyncExternalStore(
    (listener) => client.getQueryCache().subscribe(listener),
    () => newestAnswer(client)?.nowMs ?? null,
    () => null,
  )
}

export const readShownNowMs = (client: QueryClient): number => newestAnswer(client)?.nowMs ?? Date.now()

/**
 * The moment to freeze the screen at: up to there everything is known, so it stays as it is.
 * While the server is far behind, its own now, because the data ends where the screen does not.
 */
export const readShownMomentMs = (client: QueryClient): number => {
  const { nowMs, asOfMs } = newestAnswer(client) ?? { nowMs: Date.now(), asOfMs: null }
  const momentMs = asOfMs === null || nowMs - asOfMs > LATE_AFTER_MS ? nowMs : asOfMs
  return Math.floor(momentMs / SECOND_MS) * SECOND_MS
}
