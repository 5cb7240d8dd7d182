/** A word on what somebody just did; whatever happens by itself has its place on the page instead. */
export interface Toast {
  id: number
  tone: 'done' | 'problem'
  title: string
  /** What to do about it. */
  advice: string
  /** Text to copy by hand; empty where there is none. */
  text: string
  /** What takes it back; null where nothing does. */
  undo: (() => void) | null
}

const DONE_MS = 4_000
/** Long enough to see that it was the wrong one. */
const UNDO_MS = 10_000
const MOST = 3

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

const replace = (next: readonly Toast[]) => {
  toasts = next
  for (const listener of listeners) listener()
}

export const dismissToast = (id: number): void => {
  replace(toasts.filter((toast) => toast.id !== id))
}

/** Good news goes away by itself, a problem when somebody has read it. The same words stand there once. */
export const showToast = (toast: Pick<Toast, 'tone' | 'title'> & Partial<Toast>): void => {
  lastId += 1
  const shown: Toast = { advice: '', text: '', undo: null, ...toast, id: lastId }
  const others = toasts.filter(({ title }) => title !== shown.title)
  replace([...others, shown].slice(-MOST))
  if (shown.tone === 'problem') return
  setTimeout(
    () => {
      dismissToast(shown.id)
    },
    shown.undo === null ? DONE_MS : UNDO_MS,
  )
}

export const subscribeToToasts = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const readToasts = (): readonly Toast[] => toasts
