import { passBodyHeaders } from './pass-body-headers'
import type { Handle } from './route-table'

export interface Pages {
  /** Whoever asks before they are loaded waits. */
  handle: Handle
  load(): Promise<void>
  close(): Promise<void>
}

interface Place {
  dir: string
  hostname: string
  port: number
}

/**
 * Next as it was built, without a server of its own. Loading it takes longer than all else that a start does, so senders do not
 * wait for it, and the roles without pages do without it.
 */
export function openPages(place: Place): Pages {
  let loading: ReturnType<typeof loadNext> | null = null
  const loaded = () => (loading ??= loadNext(place))
  return {
    async handle(request, response) {
      const { handle } = await loaded()
      if (request.url?.startsWith('/api/') === true) passBodyHeaders(request, response)
      return handle(request, response)
    },
    async load() {
      await loaded()
    },
    async close() {
      await (await loading)?.app.close()
    },
  }
}

async function loadNext(place: Place) {
  const { default: next } = await import('next')
  const app = next({ ...place, dev: false, quiet: true })
  await app.prepare()
  return { app, handle: app.getRequestHandler() }
}
