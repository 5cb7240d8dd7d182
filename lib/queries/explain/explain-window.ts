import { momentMs, resolveWindow } from '../../contract/window'
import type { ExplainParams } from '../../contract/explain'
import { InvalidInputError } from '../../core/errors'
import type { SpanTimes } from '../../core/explain/spans'
import type { Window } from '../../core/series'
import { BUCKET_MS, DAY_MS, HOUR_MS } from '../../core/times'

const BASELINE_SPANS = 7
/** A window in more steps costs more than their finer edges are worth. */
const MOST_STEPS = 96
/** Fewer say neither how long something lasted nor whether it grew. */
const FEWEST_STEPS = 3
const FEWEST_LEAD_STEPS = 6

export interface ExplainWindow {
  window: Window
  times: SpanTimes
  /** By span, what of it may be looked at: not what lies outside of a chosen baseline. */
  allowed: readonly Window[]
  isChosen: boolean
}

/** The window in whole steps of five minutes and more, and the spans that it is compared with. */
export const explainWindow = (params: ExplainParams, nowMs: number, asOfMs: number | null): ExplainWindow => {
  const asked = resolveWindow(params, nowMs)
  if (asked.fromMs >= nowMs)
    throw new InvalidInputError('the window lies in the future: nothing has happened in it yet', {
      reason: 'window',
    })
  const stepMs = BUCKET_MS * Math.ceil((asked.toMs - asked.fromMs) / (MOST_STEPS * BUCKET_MS))
  const window = clip(asked, stepMs, asOfMs ?? nowMs)
  const chosen = chosenBaseline(params, nowMs, window)
  const starts = chosen === null ? sameHours(window) : spansWithin(chosen, window)
  const leadSteps = Math.max(FEWEST_LEAD_STEPS, Math.round(HOUR_MS / stepMs))
  const windowSteps = (window.toMs - window.fromMs) / stepMs
  const times = { stepMs, leadSteps, windowSteps, startsMs: [window.fromMs, ...starts] }
  const whole = (startMs: number) => ({
    fromMs: startMs - leadSteps * stepMs,
    toMs: startMs + windowSteps * stepMs,
  })
  const allowed = times.startsMs.map((startMs, span) =>
    span === 0 || chosen === null ? whole(startMs) : chosen,
  )
  return { window, times, allowed, isChosen: chosen !== null }
}

/** Ends with the last whole step there is data of; what is shorter than some steps is widened. */
const clip = ({ fromMs, toMs }: Window, stepMs: number, asOfMs: number): Window => {
  const from = Math.floor(fromMs / stepMs) * stepMs
  const known = Math.floor(asOfMs / stepMs) * stepMs
  const to = Math.min(Math.ceil(toMs / stepMs) * stepMs, Math.max(known, from + stepMs))
  const missing = Math.max(0, FEWEST_STEPS - (to - from) / stepMs)
  return { fromMs: from - missing * stepMs, toMs: to }
}

const chosenBaseline = (
  { baselineFrom, baselineTo }: ExplainParams,
  nowMs: number,
  window: Window,
): Window | null => {
  if (baselineFrom === '' && baselineTo === '') return null
  if (baselineFrom === '' || baselineTo === '')
    throw new InvalidInputError('baselineFrom and baselineTo go together: give both or none', {
      reason: 'baseline',
    })
  const baseline = {
    fromMs: momentMs('baselineFrom', baselineFrom, nowMs),
    toMs: momentMs('baselineTo', baselineTo, nowMs),
  }
  if (baseline.fromMs >= baseline.toMs)
    throw new InvalidInputError('baselineFrom must be before baselineTo', { reason: 'baseline' })
  if (baseline.fromMs < window.toMs && window.fromMs < baseline.toMs)
    throw new InvalidInputError('the baseline overlaps the window: a window cannot explain itself', {
      reason: 'baseline',
    })
  return baseline
}

/** The same hours of the days before: of every day, unless the window is longer than one. */
const sameHours = ({ fromMs, toMs }: Window): number[] => {
  const apartMs = Math.ceil((toMs - fromMs) / DAY_MS) * DAY_MS
  return Array.from({ length: BASELINE_SPANS }, (_, back) => fromMs - (back + 1) * apartMs)
}

/** One behind the other, the last first, as many as fit; one that sticks out where not even one does. */
const spansWithin = (baseline: Window, { fromMs, toMs }: Window): number[] => {
  const lengthMs = toMs - fromMs
  const count = Math.min(BASELINE_SPANS, Math.floor((baseline.toMs - baseline.fromMs) / lengthMs))
  const end = Math.floor(baseline.toMs / BUCKET_MS) * BUCKET_MS
  return Array.from({ length: Math.max(1, count) }, (_, back) => end - (back + 1) * lengthMs)
}
