import type { IncomingMessage, ServerResponse } from 'node:http'
import { ACCEPTED, BODY_HEADERS } from '@/lib/http/body-headers'

/** Between the asker and a route, which compresses its answer itself and cannot say so to Next. */
export function passBodyHeaders(request: IncomingMessage, response: ServerResponse): void {
  request.headers[ACCEPTED] = request.headers['accept-encoding'] ?? ''
  delete request.headers['accept-encoding']
  const setHeader = response.setHeader.bind(response)
  response.setHeader = (name, value) => setHeader(BODY_HEADERS.get(name.toLowerCase()) ?? name, value)
}
