const REPEAT_MS = 2000
const PARENT_WATCH_MS = 250

/**
 * What was started is stopped in reverse order, once, whether by a signal, a failure or the end of the work.
 * A second signal, later than the echo that npm sends, ends the waiting.
 */
export function openLifetime() {
  const stops = []
  const controller = new AbortController()
  let firstSignalMs = 0
  let closing = null
  let endWork = () => {}
  const ended = new Promise((resolve) => (endWork = resolve))

  const end = (reason) => {
    endWork(reason)
    controller.abort()
  }
  const onSignal = (signal) => {
    if (firstSignalMs === 0) {
      firstSignalMs = Date.now()
      end({ signal })
    } else if (Date.now() - firstSignalMs > REPEAT_MS) {
      process.exit(1)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal)
  watchShell(() => end({ signal: 'SIGTERM' }))

  const stopAll = async () => {
    for (const stop of stops.reverse()) await stop()
  }
  return {
    /** Aborted as soon as the end has begun, for the tools of a step. */
    signal: controller.signal,
    ended,
    end,
    get isEnding() {
      return controller.signal.aborted
    },
    onEnd: (stop) => stops.push(stop),
    close: () => (closing ??= stopAll()),
  }
}

/** npm passes SIGTERM to the shell between it and this process, and the shell dies of it without passing it on. */
function watchShell(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return
  const shell = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(watch)
    onGone()
  }, PARENT_WATCH_MS)
  watch.unref()
}
