import type { KnownRecurrencesAnswer } from '../contract/known-recurrences'
import { getStore } from '../store/db'
import { readKnownRecurrences } from '../store/known-recurrences'

/** Made anew each time, because whoever names one wants to see it at once. */
export const getKnownRecurrences = async (): Promise<KnownRecurrencesAnswer> => ({
  known: await readKnownRecurrences(getStore()),
})
