import { RecurrenceRefresher } from '@/lib/queries/recurrence-refresher'
import { getStore } from '@/lib/store/db'
import { checkReady } from '@/lib/store/ready'
import { logger } from '@/lib/telemetry/logger'

const LOOK_MS = 5000

const isDatabaseReady = (migrations: readonly string[]): Promise<boolean> =>
  checkReady(getStore(), migrations).then(
    () => true,
    () => false,
  )

/** What comes back is found in the background, so that the page opens at once; from when the database is there. */
export function keepRecurrencesFresh(migrations: readonly string[]): { stop: () => void } {
  const controller = new AbortController()
  const refresher = new RecurrenceRefresher()
  let isReady = false
  let isBusy = false
  const look = async () => {
    if (isBusy) return
    isBusy = true
    try {
      isReady ||= await isDatabaseReady(migrations)
      if (isReady) await refresher.refreshIfDue(Date.now, controller.signal)
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
