import type { z } from 'zod'
import { metrics } from '@/lib/telemetry/metrics'
import { errorResponse } from './error-response'
import { parseInput } from './parse-input'

/** What a question may know besides its parameters. */
export interface AnswerContext {
  nowMs: number
  signal: AbortSignal
}

interface RouteContext {
  params: Promise<Record<string, string | string[] | undefined>>
}

type RouteHandler = (request: Request, route: RouteContext) => Promise<Response>

/** Binds a question to a route: search and path parameters, parsed, in; JSON or a problem out. */
export const answer =
  <Schema extends z.ZodType, Answer>(
    schema: Schema,
    query: (params: z.output<Schema>, context: AnswerContext) => Promise<Answer>,
  ): RouteHandler =>
  async (request, route) => {
    const stopTimer = metrics.querySeconds.startTimer({ query: query.name })
    try {
      const input = { ...searchInput(new URL(request.url).searchParams), ...(await route.params) }
      const params = parseInput(schema, input)
      return jsonResponse(await query(params, { nowMs: Date.now(), signal: request.signal }))
    } catch (error) {
      return errorResponse(error)
    } finally {
      stopTimer()
    }
  }

const jsonResponse = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  })

/** A parameter that is repeated becomes a list. */
function searchInput(search: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(search.keys())]
  return Object.fromEntries(
    names.map((name) => {
      const values = search.getAll(name)
      return [name, values.length === 1 ? (values[0] ?? '') : values]
    }),
  )
}
