import type { Store } from '@/lib/store/db'
import { readSeriesKeys } from '@/lib/store/series-keys'
import { logger } from '@/lib/telemetry/logger'
import type { SeriesIndex } from './series-index'

export interface SeriesLoading {
  /** Resolves when the index holds what the store knew, or loading was stopped. */
  done: Promise<void>
  stop(): void
}

interface LoadOptions {
  store: Store
  /** Whether the database was found as this version needs it; false if the server stops before. */
  opened: Promise<boolean>
  index: SeriesIndex
  maxSeries: number
  nowMs: () => number
}

const RETRY_MS = 5000

/**
 * Fills the index beside the first requests, so that after a restart a known series costs no trip to the store.
 * Whoever asks for a series before it is loaded asks the store.
 */
export function loadSeriesIndex(options: LoadOptions): SeriesLoading {
  let stopped = false
  let wake: () => void = () => undefined
  const run = async (): Promise<void> => {
    if (!(await options.opened)) return
    while (!stopped) {
      try {
        await load(options, () => stopped)
        return
      } catch (error) {
        logger.warn({ err: error }, 'known series are loaded again in a while')
        await new Promise<void>((resolve) => {
          wake = resolve
          setTimeout(resolve, RETRY_MS).unref()
        })
      }
    }
  }
  return {
    done: run(),
    stop() {
      stopped = true
      wake()
    },
  }
}

async function load(
  { store, index, maxSeries, nowMs }: LoadOptions,
  isStopped: () => boolean,
): Promise<void> {
  const startedMs = nowMs()
  for await (const keys of readSeriesKeys(store, nowMs())) {
    for (const key of keys) index.add(key.hash, key)
    if (isStopped() || index.size > maxSeries * FILL_RATIO) break
  }
  logger.debug({ series: index.size, tookMs: nowMs() - startedMs }, 'known series are loaded')
}

/** Some room is left for what is new, since a full table forgets what it held. */
const FILL_RATIO = 0.8
