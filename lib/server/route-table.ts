import type { IncomingMessage, ServerResponse } from 'node:http'
import { NotFoundError } from '@/lib/core/errors'
import { RefusedRequestError } from '@/lib/http/refused-request-error'
import { send, type HttpAnswer } from '@/lib/http/send'
import type { Ingest } from '@/lib/ingest/create-ingest'
import type { Store } from '@/lib/store/db'
import { answerHealth, answerMetrics, answerReady } from './health'

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

interface Route {
  methods: readonly string[]
  handle: Handle
}

export type RouteTable = ReadonlyMap<string, Route>

const READ = ['GET', 'HEAD']

const answering =
  (answer: () => HttpAnswer | Promise<HttpAnswer>): Handle =>
  async (_request, response) => {
    send(response, await answer())
  }

export const ingestRoutes = (ingest: Ingest): RouteTable =>
  new Map([
    ['/api/v1/write', { methods: ['POST'], handle: ingest.receiveWrite }],
    ['/api/v1/samples', { methods: ['POST'], handle: ingest.receiveSamples }],
  ])

export const healthRoutes = (store: Store): RouteTable =>
  new Map([
    ['/healthz', { methods: READ, handle: answering(answerHealth) }],
    ['/readyz', { methods: READ, handle: answering(() => answerReady(store)) }],
    ['/metrics', { methods: READ, handle: answering(() => answerMetrics(store)) }],
  ])

/** Ingest and health are answered here; everything else is a page or a question. */
export const createRouter =
  (routes: RouteTable, pages: Handle | null): Handle =>
  async (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    const route = routes.get(path)
    if (route === undefined) {
      if (pages === null) throw new NotFoundError(`there is nothing at ${path}`)
      await pages(request, response)
      return
    }
    if (!route.methods.includes(request.method ?? '')) {
      const allow = route.methods.join(', ')
      throw new RefusedRequestError(405, `${path} takes ${allow}`, { allow })
    }
    await route.handle(request, response)
  }
