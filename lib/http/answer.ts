import type { z } from 'zod'
import { metrics } from '@/lib/telemetry/metrics'
import { timed, timedSync, withStopwatch } from '@/lib/telemetry/timing'
import { ACCEPTED, ENCODING, LENGTH } from './body-headers'
import { chooseEncoding, encodeBody, type EncodedBody, type Encoding } from './encode-body'
import { errorResponse } from './error-response'
import { isHeld, keepAnswer, keptAnswer, tagOf } from './kept-answers'
import { parseInput } from './parse-input'

/** What a question may know besides its parameters. */
export interface AnswerContext {
  nowMs: number
  signal: AbortSignal
  /** Told the version of everything the answer is made of: whether the asker or this process holds it already. */
  isKnown: (version: string) => boolean
}

interface RouteContext {
  params: Promise<Record<string, string | string[] | undefined>>
}

type RouteHandler = (request: Request, route: RouteContext) => Promise<Response>

/** Nobody reads it, but it stands in the logs of proxies. */
const CLIENT_IS_GONE = 499

/** Binds a question to a route: search and path parameters, parsed, in; JSON or a problem out. Null answers what is known. */
export const answer =
  <Schema extends z.ZodType, Answer>(
    schema: Schema,
    query: (params: z.output<Schema>, context: AnswerContext) => Promise<Answer | null>,
  ): RouteHandler =>
  (request, route) =>
    withStopwatch(async (stopwatch) => {
      const stopTimer = metrics.querySeconds.startTimer({ query: query.name })
      try {
        const url = new URL(request.url)
        const params = parseInput(schema, { ...searchInput(url.searchParams), ...(await route.params) })
        const reply = new Reply(request, url)
        const { signal } = request
        const isKnown = (version: string) => reply.isKnown(version)
        const result = await query(params, { nowMs: Date.now(), signal, isKnown })
        return await reply.toResponse(result, () => stopwatch.toHeader())
      } catch (error) {
        if (request.signal.aborted) return new Response(null, { status: CLIENT_IS_GONE })
        return errorResponse(error, { 'server-timing': stopwatch.toHeader() })
      } finally {
        stopTimer()
      }
    })

/** One answer on its way: computed, kept from before, or held by the asker. */
class Reply {
  private readonly encoding: Encoding
  private tag: string | null = null
  private kept: EncodedBody | null = null

  constructor(
    private readonly request: Request,
    private readonly url: URL,
  ) {
    this.encoding = chooseEncoding(request.headers.get(ACCEPTED))
  }

  isKnown(version: string): boolean {
    this.tag = tagOf(this.url, version)
    if (this.isHeldByAsker) return true
    this.kept = keptAnswer(this.tag, this.encoding)
    return this.kept !== null
  }

  async toResponse(result: unknown, toTiming: () => string): Promise<Response> {
    const body = this.isHeldByAsker ? null : (this.kept ?? (await this.encode(result)))
    const headers = { ...this.headersOf(body), 'server-timing': toTiming() }
    return body === null
      ? new Response(null, { status: 304, headers })
      : new Response(body.bytes, { headers })
  }

  private get isHeldByAsker(): boolean {
    return this.tag !== null && isHeld(this.request.headers.get('if-none-match'), this.tag)
  }

  private async encode(result: unknown): Promise<EncodedBody> {
    const json = timedSync('serialize', () => toJsonBytes(result))
    const body = await timed('compress', () => encodeBody(json, this.encoding))
    if (this.tag !== null) keepAnswer(this.tag, this.encoding, body)
    return body
  }

  private headersOf(body: EncodedBody | null): Record<string, string> {
    const described =
      body === null ? {} : { 'content-type': 'application/json', [LENGTH]: String(body.bytes.length) }
    const encoded = body === null || body.encoding === 'identity' ? {} : { [ENCODING]: body.encoding }
    /** A browser may keep an answer that has a tag, but asks each time whether it still holds. */
    const caching =
      this.tag === null
        ? { 'cache-control': 'no-store' }
        : { 'cache-control': 'private, no-cache', etag: this.tag }
    return { vary: 'accept-encoding', ...described, ...encoded, ...caching }
  }
}

/** A long analysis answers with the bytes of its JSON. */
const toJsonBytes = (result: unknown): Uint8Array =>
  result instanceof Uint8Array ? result : Buffer.from(JSON.stringify(result))

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
