import { Worker } from 'node:worker_threads'
import { UnavailableError } from '@/lib/core/errors'
import { logger } from '@/lib/telemetry/logger'
import { toError } from './failures'
import {
  analysisReport,
  SHARED_CANCELLED,
  SHARED_DONE,
  SHARED_PLACES,
  THOUSANDTHS,
  type AnalysisOrder,
  type AnalysisSettings,
} from './messages'

export interface AnalysisTask {
  name: string
  params: unknown
  nowMs: number
}

export interface AnalysisResult {
  /** As it goes to the asker. */
  json: Uint8Array
  /** By stage, in the thread. */
  spentMs: readonly (readonly [string, number])[]
}

export interface AnalysisProgress {
  /** How many tasks come first. */
  before: number
  doneShare: number
}

interface Job extends AnalysisTask {
  id: number
  resolve: (result: AnalysisResult) => void
  reject: (error: unknown) => void
}

/** More would wait longer than anybody looks at an empty page. */
const MOST_WAITING = 8
const RETRY_FULL_SECONDS = 3
const RETRY_CRASHED_SECONDS = 1

/** A task that does not end by itself after it was cancelled is ended with its thread. */
const CANCEL_PATIENCE_MS = 80

/**
 * One thread for long analyses, one at a time, so that they take at most one processor from everybody else. It starts
 * with the first task; one that crashed is replaced with the next.
 */
export class AnalysisThread {
  private worker: Worker | null = null
  private running: Job | null = null
  private waiting: Job[] = []
  private lastId = 0
  private impatience: NodeJS.Timeout | null = null
  private readonly shared = new SharedArrayBuffer(SHARED_PLACES * Int32Array.BYTES_PER_ELEMENT)
  private readonly places = new Int32Array(this.shared)

  constructor(
    private readonly file: URL,
    private readonly settings: Omit<AnalysisSettings, 'shared'>,
  ) {}

  /** Rejects with the reason of the signal as soon as that is aborted; the work ends soon after. */
  run(task: AnalysisTask, signal: AbortSignal): Promise<AnalysisResult> {
    if (this.waiting.length >= MOST_WAITING)
      throw new UnavailableError('too many analyses are waiting already', {
        reason: 'analysis_queue',
        retryAfterSeconds: RETRY_FULL_SECONDS,
      })
    signal.throwIfAborted()
    const id = (this.lastId += 1)
    const answered = new Promise<AnalysisResult>((resolve, reject) => {
      this.waiting.push({ ...task, id, resolve, reject })
    })
    this.startNext()
    return untilAborted(answered, signal, () => this.cancel(id))
  }

  /** How far a task of this name and with these parameters is; null where there is none. */
  progressOf(name: string, params: unknown): AnalysisProgress | null {
    const wanted = JSON.stringify(params)
    const isIt = (job: Job) => job.name === name && JSON.stringify(job.params) === wanted
    if (this.running !== null && isIt(this.running))
      return { before: 0, doneShare: Atomics.load(this.places, SHARED_DONE) / THOUSANDTHS }
    const place = this.waiting.findIndex(isIt)
    return place < 0 ? null : { before: place + 1, doneShare: 0 }
  }

  async stop(): Promise<void> {
    const stopping = new UnavailableError('the server is stopping')
    for (const job of this.waiting.splice(0)) job.reject(stopping)
    this.running?.reject(stopping)
    await this.worker?.terminate()
  }

  private startNext(): void {
    if (this.running !== null) return
    const job = this.waiting.shift()
    if (job === undefined) return
    this.running = job
    Atomics.store(this.places, SHARED_DONE, 0)
    const { id, name, params, nowMs } = job
    this.order({ kind: 'run', id, name, params, nowMs })
  }

  private cancel(id: number): void {
    this.waiting = this.waiting.filter((job) => job.id !== id)
    if (this.running?.id !== id) return
    Atomics.store(this.places, SHARED_CANCELLED, id)
    this.order({ kind: 'cancel', id })
    this.impatience = setTimeout(() => void this.worker?.terminate(), CANCEL_PATIENCE_MS)
  }

  private order(order: AnalysisOrder): void {
    this.worker ??= this.start()
    this.worker.postMessage(order)
  }

  private start(): Worker {
    const settings: AnalysisSettings = { ...this.settings, shared: this.shared }
    const worker = new Worker(this.file, { name: 'analysis', workerData: settings })
    worker.on('message', (message) => this.settle(message))
    worker.on('error', (error) => logger.error({ err: error }, 'the analysis thread failed'))
    worker.once('exit', () => this.replace())
    worker.unref()
    return worker
  }

  private settle(message: unknown): void {
    const { id, result } = analysisReport.parse(message)
    const job = this.running
    if (job?.id !== id) return
    this.rest()
    if ('json' in result) job.resolve(result)
    else job.reject(toError(result))
    this.startNext()
  }

  /** The asker of the task that ended with its thread may ask again; those who wait get a new thread. */
  private replace(): void {
    this.worker = null
    const job = this.running
    this.rest()
    job?.reject(
      new UnavailableError('the analysis ended without an answer', {
        reason: 'analysis_crashed',
        retryAfterSeconds: RETRY_CRASHED_SECONDS,
      }),
    )
    this.startNext()
  }

  private rest(): void {
    this.running = null
    if (this.impatience !== null) clearTimeout(this.impatience)
    this.impatience = null
  }
}

const untilAborted = <Result>(
  work: Promise<Result>,
  signal: AbortSignal,
  cancel: () => void,
): Promise<Result> =>
  new Promise((resolve, reject) => {
    const abort = () => {
      reject(signal.reason)
      cancel()
    }
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
