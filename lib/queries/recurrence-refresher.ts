import { getStore } from '../store/db'
import { readOnsetsState } from '../store/onsets'
import { refreshRecurrences } from './get-recurrences'
import { isTimeToRefresh, type Refreshed } from './time-to-refresh'

/** Knows when what comes back was found last, so that looking whether to find it again is cheap. */
export class RecurrenceRefresher {
  private last: Refreshed | null = null

  async refreshIfDue(nowMs: () => number, signal: AbortSignal): Promise<void> {
    const { version, isFinding } = await readOnsetsState(getStore())
    const startedMs = nowMs()
    if (!isTimeToRefresh({ version, isFinding }, this.last, startedMs)) return
    await refreshRecurrences(startedMs, signal)
    this.last = { version, startedMs, endedMs: nowMs() }
  }
}
