import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isForwarded, type AccessPolicy } from './check-request'
import { hostNameOf, isLoopbackAddress, isLoopbackName } from './host-name'
import { RefusedRequestError } from './refused-request-error'

/** Who sends, and how much it may create. */
export interface Principal {
  name: string
  seriesCap: number
  nodeCap: number
}

interface AuthenticatorOptions {
  policy: AccessPolicy
  /** Looks a token up by the hash of its secret, so that no comparison of secrets takes a telling time. */
  findToken: (hash: Uint8Array) => Promise<Principal | null>
  loopback: Principal
  nowMs: () => number
}

/** Throws what refuses the request; the store is asked only for a token that was not seen lately. */
export type Authenticate = (request: IncomingMessage) => Principal | Promise<Principal>

/** A revoked token works for at most this long. */
const REMEMBER_MS = 10_000
const MAX_REMEMBERED = 10_000

export const tokenHash = (secret: string): Uint8Array => createHash('sha256').update(secret, 'utf8').digest()

export function createAuthenticator(options: AuthenticatorOptions): Authenticate {
  const remembered = new Map<string, { principal: Principal | null; untilMs: number }>()

  const lookUp = async (hash: Uint8Array, key: string): Promise<Principal> => {
    const principal = await options.findToken(hash)
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    remembered.set(key, { principal, untilMs: options.nowMs() + REMEMBER_MS })
    return knownPrincipal(principal)
  }

  return (request) => {
    const header = request.headers.authorization
    if (header === undefined) {
      if (needsNoToken(request, options.policy)) return options.loopback
      throw unauthorized(
        'an ingest token is needed: Authorization: Bearer <token>, made by npm run token -- create <name>',
      )
    }
    const secret = /^Bearer +([\x21-\x7e]{1,512})$/i.exec(header)?.[1]
    if (secret === undefined) throw unauthorized('Authorization must be: Bearer <token>')
    const hash = tokenHash(secret)
    const key = Buffer.from(hash).toString('base64')
    const known = remembered.get(key)
    if (known === undefined || options.nowMs() >= known.untilMs) return lookUp(hash, key)
    return knownPrincipal(known.principal)
  }
}

function knownPrincipal(principal: Principal | null): Principal {
  if (principal === null) throw unauthorized('the ingest token is unknown or revoked')
  return principal
}

const unauthorized = (message: string) =>
  new RefusedRequestError(401, message, { 'www-authenticate': 'Bearer realm="usescope"' })

/** Loopback is trusted only as long as nothing hints at a proxy, be it one that is allowed. */
function needsNoToken(request: IncomingMessage, policy: AccessPolicy): boolean {
  const name = hostNameOf(request.headers.host ?? '')
  return (
    policy.listensOnLoopback &&
    !policy.requireTokenOnLoopback &&
    isLoopbackAddress(request.socket.remoteAddress) &&
    name !== null &&
    isLoopbackName(name) &&
    !isForwarded(request)
  )
}
