import { makeReplay } from '../replay/make-replay'
import type { LoadArguments } from './demo-arguments'
import { endOfMinute, type DemoFiles } from './demo-file'
import { loadReplay, type LoadProgress } from './load-replay'
import { Poster, type Target } from './post'

interface DemoOptions {
  args: LoadArguments
  target: Target
  files: DemoFiles
  nowMs: number
  onProgress: (progress: LoadProgress) => void
  /** Removes the fleet that was shown before. */
  remove: () => Promise<unknown>
}

const SAVE_EVERY_MS = 2000

/** Loads a fleet that ends now, or the rest of one that was left half loaded; answers what to say of it. */
export const loadDemo = async (options: DemoOptions): Promise<string[]> => {
  const { args, target, files, nowMs, remove } = options
  const key = JSON.stringify([args.scenario, args.nodes, args.days, args.seed, target.url])
  const poster = new Poster(target)
  try {
    await poster.get('/api/v1/collectors')
    const resumed = files.toResume(key, nowMs)
    if (resumed === null) await remove()
    const { scenario, seed, nodes, days } = args
    const chosen = { ...(nodes === null ? {} : { nodes }), ...(days === null ? {} : { days }) }
    const state = resumed ?? { key, endMs: endOfMinute(nowMs), sentToMs: -1, isComplete: false }
    const replay = makeReplay(scenario, { seed, endMs: state.endMs, ...chosen })
    const truthFile = files.writeTruth(replay)
    files.write(state)
    const onProgress = saving(options, (sentToMs) => files.write({ ...state, sentToMs }))
    await loadReplay(replay, poster, { fromMs: state.sentToMs, onProgress })
    files.write({ ...state, sentToMs: replay.endMs, isComplete: true })
    return [
      `${String(replay.nodes.length)} nodes over ${String(replay.options.days)} days: ${new URL('/', target.url).href}`,
      `What really happens in it: ${truthFile}`,
      'Remove it with npm run demo -- clear',
    ]
  } finally {
    poster.close()
  }
}

const saving = ({ onProgress }: DemoOptions, save: (sentToMs: number) => void) => {
  let savedMs = performance.now()
  return (progress: LoadProgress): void => {
    onProgress(progress)
    if (progress.stage !== 'sending' || performance.now() - savedMs < SAVE_EVERY_MS) return
    savedMs = performance.now()
    save(progress.sentToMs)
  }
}
