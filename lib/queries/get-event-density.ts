import type { EventDensity, EventDensityParams, EventKindDensity } from '../contract/events'
import { getStore } from '../store/db'
import { countEvents, hasEvents, type EventCount } from '../store/events'
import { readNodes } from '../store/nodes'
import { inSnapshot, type Snapshot } from '../store/snapshot'
import { progressOf } from '../store/store-state'
import { askedSeriesWindow } from './asked-window'
import { bookOfNodes } from './name-nodes'
import { readWantedNodes } from './read-wanted-nodes'
import type { QueryContext } from './unless-known'

const MOST_KINDS = 100

/** How many events of each kind began when: all that the list of them may have to leave out. */
export const getEventDensity = (params: EventDensityParams, { nowMs }: QueryContext): Promise<EventDensity> =>
  inSnapshot(getStore(), (snapshot) => readEventDensity(snapshot, params, nowMs))

export const readEventDensity = async (
  snapshot: Snapshot,
  params: EventDensityParams,
  nowMs: number,
): Promise<EventDensity> => {
  const { window, stepMs } = askedSeriesWindow(snapshot, { from: params.from, to: params.to }, nowMs)
  const nodes = await readNodes(snapshot)
  const of = await readWantedNodes(snapshot, { nodes, book: bookOfNodes(nodes) }, params, window.toMs)
  const text = params.text === '' ? null : params.text
  const counts = await countEvents(snapshot, { window, of, text, stepMs })
  const kinds = toKinds(counts, Math.round((window.toMs - window.fromMs) / stepMs))
  const shown = kinds.slice(0, MOST_KINDS)
  return {
    window,
    stepMs,
    nowMs,
    asOfMs: progressOf(snapshot.state).asOfMs,
    kinds: shown,
    total: kinds.reduce((sum, { total }) => sum + total, 0),
    cut: shown.length === kinds.length ? null : { shown: shown.length, of: kinds.length },
    isAnyKnown: counts.length > 0 || (await hasEvents(snapshot)),
  }
}

const toKinds = (counts: readonly EventCount[], stepCount: number): EventKindDensity[] => {
  const kinds = new Map<string, EventKindDensity>()
  for (const { source, kind, step, count } of counts) {
    const key = JSON.stringify([source, kind])
    const known = kinds.get(key) ?? { source, kind, total: 0, counts: new Array<number>(stepCount).fill(0) }
    kinds.set(key, known)
    known.total += count
    if (step < stepCount) known.counts[step] = count
  }
  return [...kinds.values()].sort(
    (one, other) => other.total - one.total || (keyOf(one) < keyOf(other) ? -1 : 1),
  )
}

const keyOf = ({ source, kind }: EventKindDensity): string => `${source} ${kind}`
