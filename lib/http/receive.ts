import type { z } from 'zod'
import { InvalidInputError } from '@/lib/core/errors'
import { jsonResponse } from './answer'
import { errorResponse } from './error-response'
import { parseInput } from './parse-input'

const MAX_COMMAND_BYTES = 1024 * 1024

/** Binds a command that a person gives to a route: JSON, parsed, in; JSON or a problem out. */
export const receive =
  <Schema extends z.ZodType, Answer>(
    schema: Schema,
    command: (input: z.output<Schema>, context: { nowMs: number }) => Promise<Answer>,
  ) =>
  async (request: Request): Promise<Response> => {
    try {
      const input = parseInput(schema, await readJson(request))
      return jsonResponse(await command(input, { nowMs: Date.now() }))
    } catch (error) {
      return errorResponse(error)
    }
  }

/** Only JSON is read, because a page of another site can send a form without being asked. */
async function readJson(request: Request): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw new InvalidInputError('Content-Type must be application/json', {
      status: 415,
      reason: 'content_type',
    })
  }
  const declaredBytes = Number(request.headers.get('content-length') ?? Number.NaN)
  if (!(declaredBytes <= MAX_COMMAND_BYTES)) {
    throw new InvalidInputError(`Content-Length must be at most ${MAX_COMMAND_BYTES}`, {
      status: 413,
      reason: 'body_too_large',
    })
  }
  return request.json().catch((cause: unknown) => {
    throw new InvalidInputError(`the body is not JSON: ${String(cause)}`, { reason: 'malformed_json' })
  })
}
