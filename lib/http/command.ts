import { InvalidInputError } from '@/lib/core/errors'
import { metrics } from '@/lib/telemetry/metrics'
import type { z } from 'zod'
import { errorResponse } from './error-response'
import { parseInput } from './parse-input'

interface CommandContext {
  nowMs: number
}

type RouteHandler = (request: Request) => Promise<Response>

const MOST_BODY_CHARACTERS = 64 * 1024
const JSON_TYPE = /^application\/json\s*(;|$)/i

/** Binds a write that a person makes: a body of JSON, parsed, in; JSON or a problem out. */
export const command =
  <Schema extends z.ZodType, Result>(
    schema: Schema,
    run: (input: z.output<Schema>, context: CommandContext) => Promise<Result>,
  ): RouteHandler =>
  async (request) => {
    const stopTimer = metrics.querySeconds.startTimer({ query: run.name })
    try {
      const result = await run(parseInput(schema, await readJson(request)), { nowMs: Date.now() })
      return Response.json(result, { headers: { 'cache-control': 'no-store' } })
    } catch (error) {
      return errorResponse(error, {})
    } finally {
      stopTimer()
    }
  }

/** A form of another site can send no such type, and a small body is all that a person writes. */
const readJson = async (request: Request): Promise<unknown> => {
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? ''))
    throw new InvalidInputError('the body must be application/json', { status: 415, reason: 'content_type' })
  const tooLarge = new InvalidInputError('the body is larger than 64 KiB', {
    status: 413,
    reason: 'body_size',
  })
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BODY_CHARACTERS) throw tooLarge
  const text = await request.text()
  if (text.length > MOST_BODY_CHARACTERS) throw tooLarge
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new InvalidInputError('the body is not JSON', { reason: 'json' })
  }
}
