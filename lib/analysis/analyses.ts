import { UnavailableError } from '@/lib/core/errors'
import { addSpent, timed } from '@/lib/telemetry/timing'
import { AnalysisThread, type AnalysisProgress, type AnalysisTask } from './analysis-thread'

const KEY = Symbol.for('usescope.analyses')
const holder: typeof globalThis & { [KEY]?: AnalysisThread | undefined } = globalThis

interface AnalysisConfig {
  databaseUrl: string
  queryTimeoutMs: number
}

/** The one thread of this process, which the server opens and Next uses. */
export function openAnalyses(
  file: URL,
  { databaseUrl, queryTimeoutMs }: AnalysisConfig,
): { stop: () => Promise<void> } {
  const thread = new AnalysisThread(file, { databaseUrl, queryTimeoutMs })
  holder[KEY] = thread
  return {
    stop: () => {
      if (holder[KEY] === thread) holder[KEY] = undefined
      return thread.stop()
    },
  }
}

/** Null where nobody waits for it in this process. */
export const progressOfAnalysis = (name: string, params: unknown): AnalysisProgress | null =>
  holder[KEY]?.progressOf(name, params) ?? null

/** The answer of a long analysis, as JSON; its stages count for the answer that is being made. */
export async function analyse(task: AnalysisTask, signal: AbortSignal): Promise<Uint8Array> {
  const thread = holder[KEY]
  if (thread === undefined) throw new UnavailableError('no thread for analyses is open')
  return timed('wait', async () => {
    const { json, spentMs } = await thread.run(task, signal)
    for (const [stage, ms] of spentMs) addSpent(stage, ms)
    return json
  })
}
