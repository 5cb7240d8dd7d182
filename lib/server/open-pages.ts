import next from 'next'
import { passBodyHeaders } from './pass-body-headers'
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
