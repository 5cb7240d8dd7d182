import type { Window } from '@/lib/core/series'

/** The time that a plot shows, in whole steps. */
export interface TimeAxis {
  window: Window
  stepMs: number
}

const spanOf = ({ fromMs, toMs }: Window): number => toMs - fromMs

export const stepCountOf = ({ window, stepMs }: TimeAxis): number => Math.round(spanOf(window) / stepMs)

/** Null where the time lies outside the axis. */
export const stepAt = ({ window, stepMs }: TimeAxis, atMs: number | null): number | null =>
  atMs === null || atMs < window.fromMs || atMs >= window.toMs
    ? null
    : Math.floor((atMs - window.fromMs) / stepMs)

export const middleOf = ({ window, stepMs }: TimeAxis, step: number): number =>
  window.fromMs + (step + 0.5) * stepMs

/** The middle of the step that lies this far along the axis. */
export const timeAtShare = (axis: TimeAxis, share: number): number => {
  const steps = stepCountOf(axis)
  return middleOf(axis, Math.min(steps - 1, Math.max(0, Math.floor(share * steps))))
}

/** How far along the axis a time lies, from 0 to 1. */
export const shareOf = ({ window }: TimeAxis, atMs: number): number =>
  Math.min(1, Math.max(0, (atMs - window.fromMs) / spanOf(window)))

/** The time so many steps away, within the axis; its last step where there is no time to begin at. */
export const movedBy = (axis: TimeAxis, atMs: number | null, steps: number): number => {
  const last = stepCountOf(axis) - 1
  const from = stepAt(axis, atMs)
  return middleOf(axis, from === null ? last : Math.min(last, Math.max(0, from + steps)))
}

/** Both steps and all between them. */
export const stepsBetween = ({ window, stepMs }: TimeAxis, oneMs: number, otherMs: number): Window => {
  const begins = (atMs: number) => window.fromMs + Math.floor((atMs - window.fromMs) / stepMs) * stepMs
  return { fromMs: begins(Math.min(oneMs, otherMs)), toMs: begins(Math.max(oneMs, otherMs)) + stepMs }
}
