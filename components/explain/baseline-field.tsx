'use client'

import { useView } from '@/components/ui/view'
import type { ExplainAnswer } from '@/lib/contract/explain'

const WINDOWS_BEFORE = 7

/** What the window is compared with: the same hours of other days, or the time right before it. */
export const BaselineField = ({ answer }: { answer: ExplainAnswer | undefined }) => {
  const [{ baselineFrom, baselineTo }, setView] = useView()
  const isChosen = baselineFrom !== '' || baselineTo !== ''
  return (
    <div role="group" aria-label="Compare with" className="segments">
      <button
        type="button"
        aria-pressed={!isChosen}
        onClick={() => {
          setView({ baselineFrom: '', baselineTo: '' })
        }}
      >
        Same hours, 7 days
      </button>
      <button
        type="button"
        aria-pressed={isChosen}
        disabled={!isChosen && answer === undefined}
        onClick={() => {
          if (answer !== undefined) setView(rightBefore(answer))
        }}
      >
        Right before
      </button>
    </div>
  )
}

const rightBefore = ({ window, leadMs }: ExplainAnswer) => {
  const lengthMs = window.toMs - window.fromMs
  return {
    from: new Date(window.fromMs).toISOString(),
    to: new Date(window.toMs).toISOString(),
    baselineFrom: new Date(window.fromMs - WINDOWS_BEFORE * lengthMs - leadMs).toISOString(),
    baselineTo: new Date(window.fromMs).toISOString(),
  }
}
