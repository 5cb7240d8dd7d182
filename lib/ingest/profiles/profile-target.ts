import { z } from 'zod'
import { parseInput } from '@/lib/http/parse-input'

/** Text that Postgres can keep. */
const word = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !/\0|\p{Surrogate}/u.test(value), 'holds a NUL or half a character')
    .default('')

const timeMs = z.coerce.number().int().min(0).optional()

const profileTarget = z
  .object({
    node: word(1024),
    cluster: word(1024),
    service: word(200),
    /** Of several sample types of a pprof profile, the one that is wanted. */
    type: word(200),
    fromMs: timeMs,
    toMs: timeMs,
  })
  .refine(({ node, service }) => node !== '' || service !== '', { message: 'node or service must be given' })
export type ProfileTarget = z.output<typeof profileTarget>

/** Whose profile the body is, and of when. */
export const readProfileTarget = (url: string): ProfileTarget => {
  const { searchParams } = new URL(url, 'http://localhost')
  return parseInput(profileTarget, Object.fromEntries(searchParams))
}
