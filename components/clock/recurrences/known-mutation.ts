'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { wordsOn } from '@/components/ui/advice'
import { sendApi } from '@/components/ui/send-api'
import { showToast } from '@/components/ui/toasts/toast-store'
import { knownRecurrence, type KnownRecurrenceInput } from '@/lib/contract/known-recurrences'
import { KNOWN_RECURRENCES_KEY } from '../queries'
import type { ListedRecurrence } from './prepare-recurrence-list'

const PATH = 'recurrences/known'
const forgotten = z.object({ forgotten: z.number() })

/** What is said: something, or nothing any more. */
export type Word = { input: KnownRecurrenceInput } | { forget: string }

const send = (word: Word): Promise<unknown> =>
  'input' in word
    ? sendApi(knownRecurrence, 'PUT', PATH, word.input)
    : sendApi(forgotten, 'DELETE', PATH, { signature: word.forget })

/** Says something of a recurrence, and how to take it back. */
export const useSayOfRecurrence = () => {
  const client = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: send,
    onError: (error) => {
      showToast({ tone: 'problem', title: 'That could not be kept', advice: wordsOn(error) })
    },
    onSettled: () => client.invalidateQueries({ queryKey: KNOWN_RECURRENCES_KEY }),
  })
  const say = (words: readonly Word[], title: string, before: readonly Word[]) => {
    const undo = () => {
      for (const word of before) mutate(word)
    }
    for (const word of words) mutate(word)
    showToast({ tone: 'done', title, undo })
  }
  return { say, isPending }
}

/** As it is now, under the signature that it has now. */
export const inputOf = (
  { recurrence, known }: ListedRecurrence,
  change: Partial<Pick<KnownRecurrenceInput, 'name' | 'isMuted'>>,
): KnownRecurrenceInput => ({
  signature: recurrence.signature,
  name: known?.name ?? '',
  isMuted: known?.isMuted ?? false,
  nodesAffected: recurrence.nodesAffected,
  medianDurationMs: recurrence.medianDurationMs,
  medianRise: recurrence.medianRise,
  ...change,
})

/** What was said before, word for word: what it was called under an older signature stays under that. */
export const beforeOf = ({ recurrence, known }: ListedRecurrence): Word[] => {
  if (known === null) return [{ forget: recurrence.signature }]
  const { changedMs: _, ...input } = known
  const moved = known.signature === recurrence.signature ? [] : [{ forget: recurrence.signature }]
  return [...moved, { input }]
}
