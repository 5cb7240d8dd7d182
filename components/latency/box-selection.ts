import type { LogAxis } from './log-axis'
import { msAtShare } from './log-axis'

/** A place in a panel: a step of time, and how far up its latency lies. */
export interface PanelPlace {
  step: number
  share: number
}

/** What a brush spans: steps with both ends, and a range of latencies; null is all of them. */
export interface PanelBox {
  fromStep: number
  toStep: number
  low: number | null
  high: number | null
}

/** A drag that hardly rises or falls means a span of time, whatever the latency. */
const LEAST_RISE = 0.03

export const boxBetween = (one: PanelPlace, other: PanelPlace): PanelBox => {
  const [low, high] = [Math.min(one.share, other.share), Math.max(one.share, other.share)]
  const isSpan = high - low < LEAST_RISE
  return {
    fromStep: Math.min(one.step, other.step),
    toStep: Math.max(one.step, other.step),
    low: isSpan || low <= 0.01 ? null : low,
    high: isSpan || high >= 0.99 ? null : high,
  }
}

const iso = (atMs: number): string => new Date(atMs).toISOString()
const threeDigits = (ms: number): string => String(Number(ms.toPrecision(3)))

interface Steps {
  startMs: number
  stepMs: number
}

/** As it stands in the URL. */
export const toSelection = (
  { fromStep, toStep, low, high }: PanelBox,
  { startMs, stepMs }: Steps,
  axis: LogAxis,
  vantage: string | null,
) => ({
  selectionFrom: iso(startMs + fromStep * stepMs),
  selectionTo: iso(startMs + (toStep + 1) * stepMs),
  selectionLow: low === null ? '' : threeDigits(msAtShare(axis, low)),
  selectionHigh: high === null ? '' : threeDigits(msAtShare(axis, high)),
  selectionVantage: vantage ?? '',
})

export const NO_SELECTION = {
  selectionFrom: '',
  selectionTo: '',
  selectionLow: '',
  selectionHigh: '',
  selectionVantage: '',
} as const

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value))

const MOVES: Readonly<Record<string, readonly [steps: number, rise: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 0.02],
  ArrowDown: [0, -0.02],
  PageUp: [0, 0.2],
  PageDown: [0, -0.2],
  Home: [-Infinity, 0],
  End: [Infinity, 0],
}

/** Where a key moves to; null for any other key. The first key points at the newest step. */
export const movePlace = (from: PanelPlace | null, key: string, stepCount: number): PanelPlace | null => {
  const move = MOVES[key]
  if (move === undefined || stepCount === 0) return null
  if (from === null) return { step: stepCount - 1, share: 0.5 }
  return { step: clamp(from.step + move[0], stepCount - 1), share: clamp(from.share + move[1], 1) }
}
