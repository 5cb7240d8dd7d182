import { hash, webcrypto } from 'node:crypto'
import { InvalidInputError } from '@/lib/core/errors'
import { sumOf } from '@/lib/core/profiles/stack-tree'
import { LONGEST_PROFILE_MS, type NewProfile } from '@/lib/store/profiles'
import { timeRefusalOf, timeText, type AcceptedTimes } from '../sample-times'
import type { DecodedProfile } from './decoded-profile'
import type { ProfileTarget } from './profile-target'

/** What folded stacks usually are of, where nobody says. */
const USUAL_LENGTH_MS = 60_000

const HASH_BYTES = 16

/** What was sent, with whose it is and of when: as the sender says, else as the profile says, else until now. */
export const toNewProfile = async (
  body: Uint8Array,
  target: ProfileTarget,
  { tree, moments, format, type, unit, ...told }: DecodedProfile,
  { nowMs, times }: { nowMs: number; times: AcceptedTimes },
): Promise<NewProfile> => {
  const { startedMs, endedMs } = spanOf(target, told, nowMs)
  if (endedMs <= startedMs) throw new InvalidInputError('fromMs must be before toMs', { reason: 'window' })
  if (endedMs - startedMs > LONGEST_PROFILE_MS)
    throw new InvalidInputError('a profile spans at most a day', { reason: 'profile_too_long' })
  if (endedMs < times.oldestMs || endedMs > times.newestMs) {
    const reason = timeRefusalOf(endedMs, times)
    throw new InvalidInputError(`${reason}: ${timeText(endedMs)}`, { reason })
  }
  const { cluster, service } = target
  const node = target.node === '' ? null : target.node
  const owner = { cluster, node, service, format, type, unit }
  return {
    ...owner,
    startedMs,
    endedMs,
    tree,
    moments,
    total: sumOf(tree.selfs),
    contentHash: await hashOf(body, target),
  }
}

const spanOf = (
  { fromMs, toMs }: ProfileTarget,
  { startMs, lengthMs }: Pick<DecodedProfile, 'startMs' | 'lengthMs'>,
  nowMs: number,
): { startedMs: number; endedMs: number } => {
  const length = Math.max(1, Math.ceil(lengthMs ?? USUAL_LENGTH_MS))
  const begun = fromMs ?? (toMs === undefined ? startMs : null)
  const startedMs = begun ?? (toMs ?? nowMs) - length
  return { startedMs, endedMs: toMs ?? startedMs + length }
}

/** Of the bytes as they came, so that sending them again is known whatever the time is; a thread counts large ones. */
const hashOf = async (
  body: Uint8Array,
  { node, cluster, service, type, fromMs, toMs }: ProfileTarget,
): Promise<Uint8Array> => {
  const target = JSON.stringify([node, cluster, service, type, fromMs ?? null, toMs ?? null])
  const content = Buffer.from(await webcrypto.subtle.digest('SHA-256', body)).toString('hex')
  return hash('sha256', `${target} ${content}`, 'buffer').subarray(0, HASH_BYTES)
}
