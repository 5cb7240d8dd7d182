import type { IncomingMessage, ServerResponse } from 'node:http'
import next from 'next'
import { ACCEPTED, BODY_HEADERS } from '@/lib/http/body-headers'
import type { Handle } from './route-table'

export interface Pages {
  handle: Handle
  close(): Promise<void>
}

/** Next as it was built, without a server of its own. */
export async function openPages(options: { dir: string; hostname: string; port: number }): Promise<Pages> {
  const app = next({ ...options, dev: false, quiet: true })
  await app.prepare()
  const handle = app.getRequestHandler()
  return {
    handle: (request, response) => {
      if (request.url?.startsWith('/api/') === true) passBodyHeaders(request, response)
      return handle(request, response)
    },
    close: () => app.close(),
  }
}

/** Routes compress their answers themselves; pages are left to Next. */
export function passBodyHeaders(request: IncomingMessage, response: ServerResponse): void {
  request.headers[ACCEPTED] = request.headers['accept-encoding'] ?? ''
  delete request.headers['accept-encoding']
  const setHeader = response.setHeader.bind(response)
  response.setHeader = (name, value) => setHeader(BODY_HEADERS.get(name.toLowerCase()) ?? name, value)
}
