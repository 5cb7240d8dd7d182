import type { Clock } from '../clock'
import type { Log } from '../log'
import type { Batch } from './batch'
import type { Outbox } from './outbox'
import type { Outcome } from './outcome'
import { retryDelayMs } from './retry-delay'

export interface Delivery {
  /** Takes a batch and sends it as soon as all older ones are gone. */
  offer(batch: Batch): void
  /** Sends once more what it can within this time and keeps the rest for the next start. */
  stop(withinMs: number): Promise<void>
}

export interface DeliveryParts {
  outbox: Outbox
  post(batch: Batch): Promise<Outcome>
  clock: Clock
  log: Log
  /** 0..1, so that many agents do not come back in the same second. */
  random(): number
}

export const createDelivery = ({ outbox, post, clock, log, random }: DeliveryParts): Delivery => {
  let failures = 0
  let draining: Promise<void> | null = null
  let cancelRetry: (() => void) | null = null
  let isStopping = false

  const pause = (outcome: Outcome & { kind: 'unavailable' }): void => {
    failures += 1
    outbox.store()
    const delayMs = retryDelayMs(failures, outcome.retryAfterMs, random())
    const waiting = `${outbox.count()} waiting`
    if (isStopping) return log(`not sent, ${waiting}: ${outcome.reason}`)
    log(`not sent, ${waiting}, next try in ${(delayMs / 1000).toFixed(1)} s: ${outcome.reason}`)
    cancelRetry = clock.after(delayMs, () => {
      cancelRetry = null
      drain()
    })
  }

  const settle = (name: string, outcome: Exclude<Outcome, { kind: 'unavailable' }>): void => {
    outbox.remove(name)
    if (outcome.kind === 'refused') log(`the server refused a batch, dropped: ${outcome.reason}`)
    if (failures > 0) log(`the server answers again, ${outbox.count()} waiting`)
    failures = 0
  }

  /** Whether everything that waited is gone. */
  const sendAll = async (): Promise<boolean> => {
    for (let batch = outbox.first(); batch !== null; batch = outbox.first()) {
      const outcome = await post(batch)
      if (outcome.kind === 'unavailable') {
        pause(outcome)
        return false
      }
      settle(batch.name, outcome)
    }
    return true
  }

  function drain(): void {
    if (draining !== null || cancelRetry !== null) return
    draining = sendAll().then((isDone) => {
      draining = null
      // A batch that came while the last answer was being looked at woke nobody.
      if (isDone && outbox.count() > 0) drain()
    })
  }

  return {
    offer: (batch) => {
      outbox.add(batch)
      // While the server is away, what was measured must outlive this process too, and events always: they happen once.
      if (failures > 0 || batch.kind === 'events') outbox.store()
      drain()
    },
    stop: async (withinMs) => {
      isStopping = true
      cancelRetry?.()
      cancelRetry = null
      drain()
      let cancelWait: () => void = () => undefined
      const tooLate = new Promise<void>((resolve) => {
        cancelWait = clock.after(withinMs, resolve)
      })
      await Promise.race([draining, tooLate])
      cancelWait()
      outbox.store()
    },
  }
}
