import { refreshRecurrences } from '@/lib/queries/get-recurrences'
import { logger } from '@/lib/telemetry/logger'

/** Onsets are found once an hour, some minutes after it; looking whether there are more is cheap. */
const PERIOD_MS = 60_000

/** What comes back is found in the background, so that the page opens at once. */
export function keepRecurrencesFresh(): { stop: () => void } {
  const controller = new AbortController()
  let isBusy = false
  const refresh = async () => {
    if (isBusy) return
    isBusy = true
    try {
      await refreshRecurrences(Date.now(), controller.signal)
    } catch (error) {
      if (!controller.signal.aborted) logger.warn({ err: error }, 'what comes back is found again later')
    } finally {
      isBusy = false
    }
  }
  const timer = setInterval(() => void refresh(), PERIOD_MS)
  timer.unref()
  return {
    stop: () => {
      clearInterval(timer)
      controller.abort(new Error('the server is stopping'))
    },
  }
}
