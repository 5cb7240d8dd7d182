import { z } from 'zod'

const signature = z.string().min(1).max(500)

/** What a person says of a recurrence: what it is, and whether it is to be heard of. */
export const knownRecurrenceInput = z.object({
  signature,
  /** Empty where it is only muted. */
  name: z.string().trim().max(200),
  isMuted: z.boolean(),
  /** As it was when this was said: what is muted comes back when it has changed. */
  nodesAffected: z.number().int().min(0),
  medianDurationMs: z.number().min(0),
  medianRise: z.number(),
})
export type KnownRecurrenceInput = z.infer<typeof knownRecurrenceInput>

export const forgetRecurrenceParams = z.object({ signature })
export type ForgetRecurrenceParams = z.infer<typeof forgetRecurrenceParams>

export const knownRecurrence = knownRecurrenceInput.extend({ changedMs: z.number() })
export type KnownRecurrence = z.infer<typeof knownRecurrence>

export const knownRecurrencesParams = z.object({})

export const knownRecurrencesAnswer = z.object({
  /** The newest first. */
  known: z.array(knownRecurrence),
})
export type KnownRecurrencesAnswer = z.infer<typeof knownRecurrencesAnswer>
