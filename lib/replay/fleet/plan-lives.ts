import { DAY_MS, HOUR_MS, MINUTE_MS, dayOf } from '../../core/times'
import { startMsOf, type ReplayOptions } from '../options'
import type { Random } from '../random'

/** A node between being made and being made anew: [fromMs, toMs), launched a moment later. */
export interface Life {
  fromMs: number
  launchMs: number
  toMs: number
}

const MEAN_AGE_DAYS = 40
const LONGEST_SETUP_MINUTES = 9
/** Nobody rebuilds a node while its day's first timers may run, so whoever is young at seven was so at six. */
const FIRST_HOUR = 7
const LAST_HOUR = 29

/** The lives of each node: every day some are made anew, which leaves a gap of minutes. */
export const planLives = (options: ReplayOptions, churnPerDay: number, random: Random): Life[][] => {
  const startMs = startMsOf(options)
  const launches = Array.from({ length: options.nodes }, (_, node) => [
    firstLaunch(startMs, random.fork(`launch ${node}`)),
  ])
  const firstDayMs = dayOf(startMs) - DAY_MS
  for (let dayMs = firstDayMs; dayMs < options.endMs; dayMs += DAY_MS)
    for (const node of chooseSome(options.nodes, churnPerDay, random)) {
      const atMs = dayMs + Math.round(random.between(FIRST_HOUR, LAST_HOUR) * 60) * MINUTE_MS
      const own = launches[node]
      if (own !== undefined && atMs < options.endMs && atMs - (own.at(-1) ?? 0) > HOUR_MS) own.push(atMs)
    }
  return launches.map((own) => toLives(own, random))
}

const firstLaunch = (startMs: number, random: Random): number =>
  Math.round((startMs - (2 + -Math.log(1 - random.uniform()) * MEAN_AGE_DAYS) * DAY_MS) / 1000) * 1000

/** As many as expected, rounded at random, and none twice. */
const chooseSome = (nodes: number, share: number, random: Random): number[] => {
  const wanted = Math.floor(nodes * share + random.uniform())
  const chosen = new Set<number>()
  while (chosen.size < Math.min(wanted, nodes)) chosen.add(random.whole(0, nodes))
  return [...chosen]
}

const toLives = (launches: readonly number[], random: Random): Life[] =>
  launches.map((launchMs, index) => {
    const next = launches[index + 1]
    return {
      launchMs,
      fromMs: launchMs,
      toMs: next === undefined ? Infinity : next - random.whole(3, LONGEST_SETUP_MINUTES) * MINUTE_MS,
    }
  })
