'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { wordsOn } from '@/components/ui/advice'
import { sendApi } from '@/components/ui/send-api'
import { showToast } from '@/components/ui/toasts/toast-store'
import { incidentAnswer, type IncidentChange, type IncidentInput } from '@/lib/contract/incidents'
import { INCIDENTS_KEY } from './queries'

const PATH = 'incidents'
const forgotten = z.object({ forgotten: z.number() })

type Word = { mark: IncidentInput } | { change: IncidentChange } | { forget: number }

const send = async (word: Word): Promise<void> => {
  if ('mark' in word) await sendApi(incidentAnswer, 'POST', PATH, word.mark)
  else if ('change' in word) await sendApi(incidentAnswer, 'PATCH', PATH, word.change)
  else await sendApi(forgotten, 'DELETE', PATH, { id: word.forget })
}

/** Marks, changes and forgets incidents, and says what was done. */
export const useIncidents = () => {
  const client = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: ({ word }: { word: Word; done: string }) => send(word),
    onSuccess: (_, { done }) => {
      showToast({ tone: 'done', title: done })
    },
    onError: (error) => {
      showToast({ tone: 'problem', title: 'That could not be kept', advice: wordsOn(error) })
    },
    onSettled: () => client.invalidateQueries({ queryKey: INCIDENTS_KEY }),
  })
  const say = (word: Word, done: string) => {
    mutate({ word, done })
  }
  return { say, isPending }
}
