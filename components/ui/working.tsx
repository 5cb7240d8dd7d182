import type { ReactNode } from 'react'
import { Elapsed } from './elapsed'

interface WorkingProps {
  text: string
  /** Whoever does not wait any more ends the work of the server too. */
  onCancel: () => void
  /** The shape of what is coming. */
  children: ReactNode
}

/** What takes seconds says how many it has taken, and can be left. */
export const Working = ({ text, onCancel, children }: WorkingProps) => (
  <div role="status" className="grid gap-3">
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <span>{text}</span>
      <Elapsed />
      <button type="button" className="button-quiet" onClick={onCancel}>
        Cancel
      </button>
    </p>
    {children}
  </div>
)
