import { InvalidInputError } from '@/lib/core/errors'
import { decodeFolded } from './decode-folded'
import { decodePerfScript, isPerfHeader } from './decode-perf-script'
import { decodePprof } from './decode-pprof'
import type { Decoding } from './decoded-profile'

const LOOKED_AT_BYTES = 4096

/** Told by the body itself: binary is pprof, and of the two texts one has headers with a time. */
export const decodeProfile = (body: Uint8Array, wantedType: string): Decoding => {
  if (body.length === 0) throw new InvalidInputError('the body is empty', { reason: 'empty_profile' })
  const start = body.subarray(0, LOOKED_AT_BYTES)
  if (start.some(isBinary)) return decodePprof(body, wantedType)
  const lines = Buffer.from(start).toString('utf8').split('\n')
  const first = lines.find((line) => line.trim() !== '' && !line.startsWith('#'))
  return first !== undefined && isPerfHeader(first) ? decodePerfScript(body) : decodeFolded(body)
}

/** Of the characters below the space, text holds tabs and ends of lines only. */
const isBinary = (byte: number): boolean => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13
