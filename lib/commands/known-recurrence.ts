import type {
  ForgetRecurrenceParams,
  KnownRecurrence,
  KnownRecurrenceInput,
} from '../contract/known-recurrences'
import { getStore } from '../store/db'
import { deleteKnownRecurrence, writeKnownRecurrence } from '../store/known-recurrences'

interface CommandContext {
  nowMs: number
}

/** Names a recurrence, mutes it, or lets it be heard of again; saying it twice changes nothing more. */
export const keepRecurrence = async (
  input: KnownRecurrenceInput,
  { nowMs }: CommandContext,
): Promise<KnownRecurrence> => {
  const known = { ...input, changedMs: nowMs }
  await writeKnownRecurrence(getStore(), known)
  return known
}

/** As if nobody had said anything of it. */
export const forgetRecurrence = async ({
  signature,
}: ForgetRecurrenceParams): Promise<{ forgotten: number }> => ({
  forgotten: await deleteKnownRecurrence(getStore(), signature),
})
