import type { z } from 'zod'
import { InvalidInputError } from '@/lib/core/errors'

/** Parses at the edge; the message names the field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new InvalidInputError(issuesText(parsed.error), { reason: 'invalid_input' })
}

const MAX_ISSUES = 5

export const issuesText = (error: z.ZodError): string =>
  error.issues
    .slice(0, MAX_ISSUES)
    .map((issue) => (issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`))
    .join('; ')
