'use client'

import { shareOf, type TimeAxis } from '@/components/charts/plot-time'
import { useView } from '@/components/ui/view'
import type { PanelBox } from './box-selection'
import { shareOfMs } from './log-axis'
import type { DrawnLatency } from './prepare-panel'

interface SelectedBoxProps {
  drawn: DrawnLatency
  time: TimeAxis
  vantage: string | null
  /** While it is being spanned. */
  brush: PanelBox | null
}

const percent = (share: number): string => `${String(share * 100)}%`

/** What is selected, or is about to be. */
export const SelectedBox = ({ drawn: { answer, axis }, time, vantage, brush }: SelectedBoxProps) => {
  const [{ selectionFrom, selectionTo, selectionLow, selectionHigh, selectionVantage }] = useView()
  if (brush !== null)
    return (
      <Box
        left={brush.fromStep / answer.stepCount}
        right={(brush.toStep + 1) / answer.stepCount}
        bottom={brush.low ?? 0}
        top={brush.high ?? 1}
      />
    )
  const [fromMs, toMs] = [Date.parse(selectionFrom), Date.parse(selectionTo)]
  const isOfOther = selectionVantage !== '' && selectionVantage !== (vantage ?? '')
  if (!(toMs > time.window.fromMs && fromMs < time.window.toMs) || isOfOther) return null
  return (
    <Box
      left={shareOf(time, fromMs)}
      right={shareOf(time, toMs)}
      bottom={selectionLow === '' ? 0 : shareOfMs(axis, Number(selectionLow))}
      top={selectionHigh === '' ? 1 : shareOfMs(axis, Number(selectionHigh))}
    />
  )
}

interface BoxProps {
  left: number
  right: number
  bottom: number
  top: number
}

const Box = ({ left, right, bottom, top }: BoxProps) => (
  <span
    className="latency-box"
    style={{
      left: percent(left),
      width: percent(Math.max(0, right - left)),
      bottom: percent(bottom),
      height: percent(Math.max(0, top - bottom)),
    }}
  />
)
