import { formatBytes, formatCount, formatLong } from '@/lib/core/format-value'
import { plainFrame } from '@/lib/core/profiles/frame-name'
import { shareText } from '@/lib/core/profiles/share-text'
import { isCompared, nameOf, sharesOf, type Flame } from './prepare-flame'

const SECONDS_OF: Readonly<Record<string, number>> = {
  nanoseconds: 1e-9,
  microseconds: 1e-6,
  milliseconds: 1e-3,
  seconds: 1,
}

/** How much was counted, in the unit that the profile names. */
export const weightText = (weight: number, unit: string): string => {
  const seconds = SECONDS_OF[unit]
  if (seconds !== undefined) return formatLong(weight * seconds, 'seconds')
  if (unit === 'bytes') return formatBytes(weight)
  return formatCount(Math.round(weight))
}

/** The difference of two shares. */
export const pointsText = (change: number): string => {
  const points = change * 100
  if (points === 0) return '±0 points'
  const digits = Math.abs(points) < 1 ? 2 : Math.abs(points) < 10 ? 1 : 0
  const size = Math.abs(points) < 0.01 ? '<0.01' : String(Number(Math.abs(points).toFixed(digits)))
  return `${points > 0 ? '+' : '−'}${size} points`
}

/** What a person hears or reads of a frame. */
export const describeNode = (flame: Flame, node: number, unit: string): string => {
  const { share, selfShare, baseShare } = sharesOf(flame, node)
  const weight = weightText(flame.totals[node] ?? 0, unit)
  const own = (flame.gathered[node] ?? 0) > 0 || selfShare === 0 ? '' : `, ${shareText(selfShare)} in itself`
  const change = baseShare === null ? '' : `, was ${shareText(baseShare)} (${pointsText(share - baseShare)})`
  return `${plainFrame(nameOf(flame, node))}: ${shareText(share)} (${weight})${own}${change}`
}

const CHANGE_LEVELS = 4

/** The largest change of a frame below the root, by which colours are scaled; at least a point, because less is noise. */
export const largestChange = (flame: Flame): number => {
  if (!isCompared(flame)) return 0
  const changes = flame.parents.map((_, node) => {
    const { share, baseShare } = sharesOf(flame, node)
    return Math.abs(share - (baseShare ?? 0))
  })
  return changes.reduce((most, change) => Math.max(most, change), 0.01)
}

/** From -4 to 4; 0 is about the same. */
export const changeLevel = (flame: Flame, node: number, largest: number): number => {
  const { share, baseShare } = sharesOf(flame, node)
  return Math.round((CHANGE_LEVELS * (share - (baseShare ?? 0))) / (largest || 1))
}
