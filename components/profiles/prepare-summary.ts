import { formatRange } from '@/components/ui/format-time'
import type { MergedProfiles, ProfileKind, ProfilesAnswer } from '@/lib/contract/profiles'
import type { Zone } from '@/lib/contract/view-choices'
import { formatCount, formatCounted } from '@/lib/core/format-value'
import { plainFrame } from '@/lib/core/profiles/frame-name'
import { shareText } from '@/lib/core/profiles/share-text'
import { pointsText, weightText } from './flame-words'
import type { FrameRow } from './prepare-frames'

const KINDS_OF_COUNTS: Readonly<Record<string, string>> = { count: '' }

/** `cpu (nanoseconds)`, or `samples` where the unit says nothing. */
export const kindTitle = ({ type, unit }: Pick<ProfileKind, 'type' | 'unit'>): string =>
  KINDS_OF_COUNTS[unit] === undefined ? `${type} (${unit})` : type

const profilesText = ({ count, of }: MergedProfiles): string => {
  if (count === 0) return 'no profile'
  if (count === of) return formatCounted(count, 'profile')
  return `${formatCount(count)} of ${formatCount(of)} profiles, evenly chosen`
}

/** What the graph is of, and what it is compared with. */
export const summaryOf = (
  { kind, merged, against }: Pick<ProfilesAnswer, 'kind' | 'merged' | 'against'>,
  againstTitle: string,
  zone: Zone,
): string => {
  if (kind === null || merged === null) return ''
  const counted = kind.unit === 'count' ? ` ${kind.type}` : ` of ${kind.type}`
  const shown = `${profilesText(merged)}, ${weightText(merged.total, kind.unit)}${counted}`
  if (against === null) return `${shown}.`
  const when = `${againstTitle}, ${formatRange(against.window, zone)}`
  if (against.count === 0) return `${shown}. There is no profile to compare with (${when}).`
  return `${shown}; compared with ${profilesText(against)}, ${weightText(against.total, kind.unit)} (${when}).`
}

/** A change below it is what profiles differ by anyway. */
const LEAST_CHANGE = 0.01

/** Where an eye would go first: the function that changed most by itself, or takes most where nothing is compared. */
export const findingOf = (rows: readonly FrameRow[]): string | null => {
  const compared = rows.filter(({ selfChange }) => selfChange !== null)
  if (compared.length === 0) return largestOf(rows)
  const size = ({ selfChange }: FrameRow) => Math.abs(selfChange ?? 0)
  const most = compared.reduce((largest, row) => (size(row) > size(largest) ? row : largest))
  if (size(most) < LEAST_CHANGE) return 'No function changed by a point or more by itself.'
  const change = pointsText(most.selfChange ?? 0)
  return `${plainFrame(most.name)} changed most: ${change}, to ${shareText(most.selfShare)} in itself.`
}

const largestOf = (rows: readonly FrameRow[]): string | null => {
  const [first, ...others] = rows
  if (first === undefined) return null
  const most = others.reduce((largest, row) => (row.selfShare > largest.selfShare ? row : largest), first)
  return most.selfShare === 0
    ? null
    : `${plainFrame(most.name)} takes most: ${shareText(most.selfShare)} in itself.`
}
