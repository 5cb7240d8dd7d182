import type { IncomingMessage, ServerResponse } from 'node:http'
import { NotFoundError } from '@/lib/core/errors'
import { RefusedRequestError } from '@/lib/http/refused-request-error'
import { send, type HttpAnswer } from '@/lib/http/send'
import type { Ingest } from '@/lib/ingest/create-ingest'
import type { Store } from '@/lib/store/db'
import { dutiesOf, servedElsewhere, type Role } from './duties'
import { answerHealth, answerMetrics, answerReady } from './health'
import type { Need } from './needs'

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

interface Route {
  methods: readonly string[]
  handle: Handle
}

export type RouteTable = ReadonlyMap<string, Route>

const READ = ['GET', 'HEAD']
const WRITE_PATH = '/api/v1/write'
const SAMPLES_PATH = '/api/v1/samples'
const EVENTS_PATH = '/api/v1/events'
const PROBES_PATH = '/api/v1/probes'
const PEERS_PATH = '/api/v1/probes/peers'
const RETRANSMISSIONS_PATH = '/api/v1/retransmissions'
const HISTOGRAMS_PATH = '/api/v1/histograms'
const PROFILES_PATH = '/api/v1/profiles'
const OTLP_METRICS_PATH = '/v1/metrics'
const OTLP_LOGS_PATH = '/v1/logs'
const INGEST_PATHS = [
  WRITE_PATH,
  SAMPLES_PATH,
  EVENTS_PATH,
  HISTOGRAMS_PATH,
  PROFILES_PATH,
  PROBES_PATH,
  PEERS_PATH,
  RETRANSMISSIONS_PATH,
  OTLP_METRICS_PATH,
  OTLP_LOGS_PATH,
]

/** What is sent to and asked for at one place. */
const ASKED_PATHS = [EVENTS_PATH, PROFILES_PATH]

const answering =
  (answer: () => HttpAnswer | Promise<HttpAnswer>): Handle =>
  async (_request, response) => {
    send(response, await answer())
  }

export const ingestRoutes = (ingest: Ingest): RouteTable =>
  new Map([
    [WRITE_PATH, { methods: ['POST'], handle: ingest.receiveWrite }],
    [SAMPLES_PATH, { methods: ['POST'], handle: ingest.receiveSamples }],
    [EVENTS_PATH, { methods: ['POST'], handle: ingest.receiveEvents }],
    [PROBES_PATH, { methods: ['POST'], handle: ingest.receiveProbes }],
    [PEERS_PATH, { methods: READ, handle: ingest.answerPeers }],
    [RETRANSMISSIONS_PATH, { methods: ['POST'], handle: ingest.receiveRetransmissions }],
    [HISTOGRAMS_PATH, { methods: ['POST'], handle: ingest.receiveHistograms }],
    [PROFILES_PATH, { methods: ['POST'], handle: ingest.receiveProfiles }],
    [OTLP_METRICS_PATH, { methods: ['POST'], handle: ingest.receiveOtlpMetrics }],
    [OTLP_LOGS_PATH, { methods: ['POST'], handle: ingest.receiveOtlpLogs }],
  ])

export const healthRoutes = (store: Store, role: Role, needs: readonly Need[]): RouteTable =>
  new Map([
    ['/healthz', { methods: READ, handle: answering(answerHealth) }],
    ['/readyz', { methods: READ, handle: answering(() => answerReady(role, needs)) }],
    ['/metrics', { methods: READ, handle: answering(() => answerMetrics(store, dutiesOf(role))) }],
  ])

interface RouterOptions {
  role: Role
  health: RouteTable
  /** Empty where no samples are taken. */
  ingest: RouteTable
  /** Null where only the routes are served. */
  pages: Handle | null
  /** Throws while nothing that needs the database can be answered. */
  checkStarted: () => void
  /** Throws what refuses a write. */
  authorize: (request: IncomingMessage) => Promise<void>
}

/** Ingest and health are answered here; everything else is a page or a question. */
export function createRouter(options: RouterOptions): Handle {
  const { role, health, ingest, pages, checkStarted } = options
  const handleElsewhere: Handle = async (request, response) => {
    const path = pathOf(request)
    const isIngest = INGEST_PATHS.includes(path) && !isQuestion(path, request)
    if (pages === null || isIngest) throw new NotFoundError(servedElsewhere(path, role))
    if (path.startsWith('/api/')) {
      checkStarted()
      if (!READ.includes(request.method ?? '')) await options.authorize(request)
    }
    await pages(request, response)
  }
  return async (request, response) => {
    const path = pathOf(request)
    const asked = health.get(path)
    if (asked !== undefined) return handleRoute(asked, path, request, response)
    const taking = isQuestion(path, request) ? undefined : ingest.get(path)
    if (taking === undefined) return handleElsewhere(request, response)
    checkStarted()
    await handleRoute(taking, path, request, response)
  }
}

const isQuestion = (path: string, { method }: IncomingMessage): boolean =>
  ASKED_PATHS.includes(path) && READ.includes(method ?? '')

const pathOf = ({ url }: IncomingMessage): string => (url ?? '').split('?', 1)[0] ?? ''

async function handleRoute(
  { methods, handle }: Route,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!methods.includes(request.method ?? '')) {
    const allow = methods.join(', ')
    throw new RefusedRequestError(405, `${path} takes ${allow}`, { allow })
  }
  await handle(request, response)
}
