import { forgetRecurrence, keepRecurrence } from '@/lib/commands/known-recurrence'
import {
  forgetRecurrenceParams,
  knownRecurrenceInput,
  knownRecurrencesParams,
} from '@/lib/contract/known-recurrences'
import { answer } from '@/lib/http/answer'
import { command } from '@/lib/http/command'
import { getKnownRecurrences } from '@/lib/queries/get-known-recurrences'

export const GET = answer(knownRecurrencesParams, getKnownRecurrences)
export const PUT = command(knownRecurrenceInput, keepRecurrence)
export const DELETE = command(forgetRecurrenceParams, forgetRecurrence)
