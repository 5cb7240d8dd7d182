import type { IncomingMessage } from 'node:http'
import type { Authenticate } from './authenticate'
import { RefusedRequestError } from './refused-request-error'

/**
 * Lets in a write of a page of this server, and of a program with a token. Whoever is asked for a write has checked
 * already that the origin, where one is named, is this server. Browsers name it with every write, and say besides which
 * kind of site asks, except where a page came over plain HTTP.
 */
export const authorizeWrite = async (request: IncomingMessage, authenticate: Authenticate): Promise<void> => {
  const { origin, 'sec-fetch-site': site } = request.headers
  if (site !== undefined && site !== 'same-origin')
    throw new RefusedRequestError(403, 'a page of another site may not change anything here')
  if (site === undefined && origin === undefined) await authenticate(request)
}
