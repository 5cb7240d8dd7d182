'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { wordsOn } from '@/components/ui/advice'
import { sendApi } from '@/components/ui/send-api'
import { showToast } from '@/components/ui/toasts/toast-store'
import { profileRuleInput, type ProfileRuleInput } from '@/lib/contract/profile-rules'
import { PROFILE_RULES_KEY } from './queries'

const PATH = 'profiles/rules'
const forgotten = z.object({ forgotten: z.number() })

/** What is said: a rule as it shall be, or that there shall be none. */
type Word = { input: ProfileRuleInput } | { forget: string }

const send = (word: Word): Promise<unknown> =>
  'input' in word
    ? sendApi(profileRuleInput, 'PUT', PATH, word.input)
    : sendApi(forgotten, 'DELETE', PATH, { id: word.forget })

/** Writes, mutes or removes a rule, and tells how to take it back. */
export const useSayRule = () => {
  const client = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: send,
    onError: (error) => {
      showToast({ tone: 'problem', title: 'The rule could not be kept', advice: wordsOn(error) })
    },
    onSettled: () => client.invalidateQueries({ queryKey: PROFILE_RULES_KEY }),
  })
  const say = (word: Word, title: string, before: Word) => {
    const undo = () => {
      mutate(before)
    }
    mutate(word, {
      onSuccess: () => {
        showToast({ tone: 'done', title, undo })
      },
    })
  }
  return { say, isPending }
}
