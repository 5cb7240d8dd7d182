import { z } from 'zod'

/** What a thread is started with. */
export interface AnalysisSettings {
  databaseUrl: string
  queryTimeoutMs: number
  /** Two numbers that a loop sees and tells where no message gets through, see `SHARED_CANCELLED` and `SHARED_DONE`. */
  shared: SharedArrayBuffer
}

/** The place of the number of the task that nobody waits for any more. */
export const SHARED_CANCELLED = 0
/** The place of how much of the running task is done, in thousandths. */
export const SHARED_DONE = 1
export const SHARED_PLACES = 2
export const THOUSANDTHS = 1_000

/** To the thread. */
export type AnalysisOrder =
  { kind: 'run'; id: number; name: string; params: unknown; nowMs: number } | { kind: 'cancel'; id: number }

const failure = z.object({
  name: z.string(),
  message: z.string(),
  reason: z.string().optional(),
})
export type AnalysisFailure = z.infer<typeof failure>

/** From the thread; the answer is JSON as it goes to the asker, in memory that is handed over. */
export const analysisReport = z.object({
  id: z.number(),
  result: z.union([
    z.object({ json: z.instanceof(Uint8Array), spentMs: z.array(z.tuple([z.string(), z.number()])) }),
    failure,
  ]),
})
export type AnalysisReport = z.infer<typeof analysisReport>
