import type { IncomingHttpHeaders } from 'node:http'
import { InvalidInputError } from '@/lib/core/errors'
import { hostNameOf, isLoopbackName } from './host-name'
import { RefusedRequestError } from './refused-request-error'

export interface AccessPolicy {
  /** Whether the server listens on loopback only. */
  listensOnLoopback: boolean
  /** Names besides the loopback names under which the server may be reached. */
  allowedNames: ReadonlySet<string>
  trustForwardedHeaders: boolean
  requireTokenOnLoopback: boolean
}

export interface AccessConfig {
  host: string
  allowedHosts: readonly string[]
  trustForwardedHeaders: boolean
  requireTokenOnLoopback: boolean
}

const WILDCARDS = ['0.0.0.0', '::', '[::]']

export function toAccessPolicy(config: AccessConfig): AccessPolicy {
  const listening = config.host.includes(':') ? `[${config.host.replace(/[[\]]/g, '')}]` : config.host
  const names = WILDCARDS.includes(config.host) ? config.allowedHosts : [listening, ...config.allowedHosts]
  return {
    listensOnLoopback: isLoopbackName(listening),
    allowedNames: new Set(names.flatMap((name) => hostNameOf(name) ?? [])),
    trustForwardedHeaders: config.trustForwardedHeaders,
    requireTokenOnLoopback: config.requireTokenOnLoopback,
  }
}

/** What of a request decides whether it may come in. */
export interface RequestFacts {
  url?: string | undefined
  httpVersion: string
  headers: IncomingHttpHeaders
}

/** Refuses what a browser was tricked into sending, and what a proxy that nobody configured lets in. */
export function checkRequest(request: RequestFacts, policy: AccessPolicy): void {
  if (!request.url?.startsWith('/')) {
    throw new InvalidInputError('the request target must be a path', { reason: 'request_target' })
  }
  checkForwarding(request, policy)
  const host = request.headers.host ?? ''
  const name = hostNameOf(host)
  if (name === null || !(isLoopbackName(name) || policy.allowedNames.has(name))) {
    throw new RefusedRequestError(
      403,
      `Host ${JSON.stringify(host)} is not a name of this server; add it to USESCOPE_ALLOWED_HOSTS if it is`,
    )
  }
  checkOrigin(request.headers.origin, host)
}

const FORWARDING_HEADERS = new Set([
  'forwarded',
  'via',
  'x-real-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-original-host',
  'x-original-forwarded-for',
  'true-client-ip',
  'cf-connecting-ip',
  'fastly-client-ip',
])

export const isForwarded = (request: RequestFacts): boolean => forwardingMarkOf(request) !== null

/** Proxies speak HTTP/1.0 to their back end by default, and no sender or browser does. */
function forwardingMarkOf(request: RequestFacts): string | null {
  if (request.httpVersion === '1.0') return 'HTTP/1.0'
  const marks = Object.keys(request.headers)
  return marks.find((name) => FORWARDING_HEADERS.has(name) || name.startsWith('x-forwarded-')) ?? null
}

function checkForwarding(request: RequestFacts, policy: AccessPolicy): void {
  const mark = forwardingMarkOf(request)
  if (mark === null || policy.trustForwardedHeaders) return
  throw new RefusedRequestError(
    403,
    `the request came through a proxy (${mark}); set USESCOPE_TRUST_FORWARDED_HEADERS=true if that proxy is yours`,
  )
}

function checkOrigin(origin: string | undefined, host: string): void {
  if (origin === undefined) return
  const url = /^https?:\/\//.test(origin) && URL.canParse(origin) ? new URL(origin) : null
  if (url !== null && url.host === new URL(`${url.protocol}//${host}`).host) return
  throw new RefusedRequestError(403, `Origin ${JSON.stringify(origin)} is not this server`)
}
