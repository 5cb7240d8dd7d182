import type { WindowParams } from '../contract/window'
import { resolveWindow } from '../contract/window'
import type { Window } from '../core/series'
import { DAY_MS } from '../core/times'
import type { Snapshot } from '../store/snapshot'
import { gridWindow, seriesWindow, type SteppedWindow } from './window-step'

/** From here on there are minutes; before it five minutes are all that is kept. A young store lacks none of its last day. */
export const minutesKeptFromMs = ({ state }: Snapshot, nowMs: number): number =>
  Math.min(state.minutesFromMs ?? Infinity, nowMs - DAY_MS)

/** The window that readings are made of. */
export const askedGridWindow = (snapshot: Snapshot, params: WindowParams, nowMs: number): SteppedWindow =>
  readingsWindow(snapshot, resolveWindow(params, nowMs), nowMs)

export const readingsWindow = (snapshot: Snapshot, window: Window, nowMs: number): SteppedWindow =>
  gridWindow(window, minutesKeptFromMs(snapshot, nowMs))

/** The window of charts, and of what lies in them. */
export const askedSeriesWindow = (
  snapshot: Snapshot,
  params: WindowParams & { step?: number | undefined },
  nowMs: number,
): SteppedWindow =>
  seriesWindow(resolveWindow(params, nowMs), params.step, minutesKeptFromMs(snapshot, nowMs))
