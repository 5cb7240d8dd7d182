import type { ProfileMomentsAnswer, ProfileMomentsParams } from '../contract/profiles'
import { NotFoundError } from '../core/errors'
import { MOMENT_ROWS, toMomentGrid, treeBetween } from '../core/profiles/moments'
import { readProfile, readProfileRow } from '../store/profiles'
import type { Snapshot } from '../store/snapshot'
import { readProfileNodes } from './profile-scope'
import { drawTree, toTimed } from './read-profiles'

/** An hour; more is narrower than a pixel each. */
const MOST_SECONDS = 3_600

/** When the samples of one profile were taken, and the stacks of a part of them. */
export const readProfileMoments = async (
  snapshot: Snapshot,
  { profile: id, partFrom, partTo }: ProfileMomentsParams,
): Promise<ProfileMomentsAnswer> => {
  const row = await readProfileRow(snapshot, id)
  const profile = await readProfile(snapshot, id)
  if (row === null || profile === null) throw new NotFoundError(`There is no profile ${String(id)}`)
  const { tree, moments } = profile
  if (moments === null)
    throw new NotFoundError(`Profile ${String(id)} does not tell when its samples were taken`)
  const part = partTo > partFrom ? treeBetween(tree, moments, partFrom, partTo) : null
  return {
    profile: toTimed(row, await readProfileNodes(snapshot)),
    kind: { type: row.type, unit: row.unit, count: 1 },
    rows: MOMENT_ROWS,
    ...toMomentGrid(moments, MOST_SECONDS),
    ...(part === null
      ? { flame: null, frames: [], framesOf: 0 }
      : drawTree(part, { selfs: part.selfs, baseSelfs: null })),
  }
}
