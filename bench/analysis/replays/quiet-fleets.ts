import { makeReplay } from '@/lib/replay/make-replay'
import { PRESETS, type ReplayOptions } from '@/lib/replay/options'
import { DAY_MS, HOUR_MS } from '@/lib/core/times'
import { say } from '../../report/say'
import type { Table } from '../../report/table'
import { answerOf, questionOf } from './ask-replay'

const DAYS = 8
/** Hours of the last day. */
const HOURS: readonly number[] = [4, 10, 16, 22]

const FLEETS: readonly (readonly [string, Partial<ReplayOptions>])[] = [
  ['ordinary bursts', PRESETS.null],
  ['24 nodes', { ...PRESETS.null, nodes: 24 }],
  [
    'twice the noise, four bursts a node and day',
    { ...PRESETS.null, nodes: 60, noise: 2, randomBurstsPerNodeDay: 4 },
  ],
  ['innocent jobs of every night', { ...PRESETS.null, hasDecoys: true }],
]

/** Fleets in which nothing happens: how often something is said to stand out. */
export const runQuietFleets = (seeds: number): Table => ({
  title: 'Where nothing happens',
  notes: [
    `Windows of an hour in ${seeds} fleets of each kind, ${HOURS.length} in each; those in which one of the replay's own background incidents goes on are left out. Wanted: at most 0.05.`,
  ],
  columns: ['fleet', 'windows', 'something stands out'],
  rows: FLEETS.map(([title, options]) => {
    const found = Array.from({ length: seeds }, (_, at) => windowsOf({ ...options, seed: at + 1 })).flat()
    const row = [title, String(found.length), (found.filter(Boolean).length / found.length).toFixed(3)]
    say(row.join(' · '))
    return row
  }),
})

const windowsOf = (options: Partial<ReplayOptions>): boolean[] => {
  const replay = makeReplay('unattended-upgrades', { ...options, days: DAYS })
  const { background } = replay.truth
  return HOURS.flatMap((hour) => {
    const fromMs = replay.endMs - DAY_MS + hour * HOUR_MS
    const window = { fromMs, toMs: fromMs + HOUR_MS }
    const isDisturbed = background.some(
      ({ span, nodes }) => nodes.length > 0 && span.fromMs < window.toMs && span.toMs > fromMs - HOUR_MS,
    )
    return isDisturbed ? [] : [answerOf(replay, questionOf(replay, window)).standsOut]
  })
}
