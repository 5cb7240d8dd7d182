import { Worker } from 'node:worker_threads'
import { logger } from '@/lib/telemetry/logger'

export interface SupervisedWorker {
  /** Asks the thread to end, and ends it when it does not in time. */
  stop(): Promise<void>
}

interface SupervisedOptions {
  name: string
  file: URL
  env: NodeJS.Dict<string>
  onMessage: (message: unknown) => void
}

/** The roller's thread listens for it. */
const STOP_MESSAGE = 'stop'

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
const HEALTHY_MS = 60_000
const STOP_PATIENCE_MS = 10_000

/** Keeps a thread running: one that dies is started again, after a pause that doubles while it keeps dying. */
export function superviseWorker({ name, file, env, onMessage }: SupervisedOptions): SupervisedWorker {
  let worker: Worker | null = null
  let restart: NodeJS.Timeout | null = null
  let stopping = false
  let pauseMs = FIRST_PAUSE_MS

  const start = (): void => {
    const startedMs = performance.now()
    const thread = new Worker(file, { name, env })
    worker = thread
    thread.on('message', onMessage)
    thread.on('error', (error) => logger.error({ err: error, thread: name }, 'a worker thread failed'))
    thread.once('exit', (code) => {
      worker = null
      if (stopping) return
      if (performance.now() - startedMs > HEALTHY_MS) pauseMs = FIRST_PAUSE_MS
      logger.error(
        { thread: name, code, pauseMs },
        'a worker thread ended; it is started again after a pause',
      )
      restart = setTimeout(start, pauseMs)
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    })
  }

  start()
  return {
    async stop() {
      stopping = true
      if (restart !== null) clearTimeout(restart)
      if (worker !== null) await endThread(worker)
    },
  }
}

async function endThread(worker: Worker): Promise<void> {
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.postMessage(STOP_MESSAGE)
  const timer = setTimeout(() => void worker.terminate(), STOP_PATIENCE_MS)
  await ended
  clearTimeout(timer)
}
