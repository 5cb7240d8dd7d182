import { formatDuration } from '@/components/ui/format-time'
import type { SeriesAnswer } from '@/lib/contract/series'

type Axis = Pick<SeriesAnswer, 'window' | 'stepMs' | 'cut'>

/** How fine the charts are, and what they leave out. */
export const describeAxis = ({ window, stepMs, cut }: Axis): string => {
  const steps = Math.round((window.toMs - window.fromMs) / stepMs)
  const left = cut === null ? '' : `, ${String(cut.shown)} of ${String(cut.of)} lines`
  return `${formatDuration(window.toMs - window.fromMs)} in ${String(steps)} steps of ${formatDuration(stepMs)}${left}`
}
