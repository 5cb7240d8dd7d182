import { RecurrenceRefresher } from '@/lib/queries/recurrence-refresher'
import { logger } from '@/lib/telemetry/logger'

const LOOK_MS = 2000

/** What comes back is found in the background, so that the page opens at once. */
export function keepRecurrencesFresh(): { stop: () => void } {
  const controller = new AbortController()
  const refresher = new RecurrenceRefresher()
  let isBusy = false
  const look = async () => {
    if (isBusy) return
    isBusy = true
    try {
      await refresher.refreshIfDue(Date.now, controller.signal)
    } catch (error) {
      if (!controller.signal.aborted) logger.warn({ err: error }, 'what comes back is found again later')
    } finally {
      isBusy = false
    }
  }
  const timer = setInterval(() => void look(), LOOK_MS)
  timer.unref()
  return {
    stop: () => {
      clearInterval(timer)
      controller.abort(new Error('the server is stopping'))
    },
  }
}
