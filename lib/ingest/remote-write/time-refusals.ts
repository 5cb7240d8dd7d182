import type { Refusals } from '../refusals'
import { timeRefusalOf, timeText, type AcceptedTimes, type TimeRefusal } from '../sample-times'

/** The samples of one series whose times are not accepted. */
export class TimeRefusals {
  count = 0
  private readonly byReason = new Map<TimeRefusal, { count: number; firstMs: number }>()

  constructor(private readonly times: AcceptedTimes) {}

  add(timeMs: number): void {
    this.count += 1
    const reason = timeRefusalOf(timeMs, this.times)
    const known = this.byReason.get(reason)
    if (known === undefined) this.byReason.set(reason, { count: 1, firstMs: timeMs })
    else known.count += 1
  }

  /** Tells them with the text of their series, and forgets them. */
  tell(refusals: Refusals, seriesText: () => string): void {
    for (const [reason, { count, firstMs }] of this.byReason)
      refusals.add(reason, count, () => `${seriesText()} at ${timeText(firstMs)}`)
    this.clear()
  }

  clear(): void {
    this.count = 0
    this.byReason.clear()
  }
}
