import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Authenticate } from '@/lib/http/authenticate'
import { parseInput } from '@/lib/http/parse-input'
import { send } from '@/lib/http/send'
import type { MeshBook } from './mesh-book'

const MOST_DEGREE = 10

const peersParams = z.object({
  node: z.string().min(1).max(1024),
  cluster: z.string().max(1024).default(''),
  degree: z.coerce.number().int().min(1).max(MOST_DEGREE).default(3),
})

/** `GET /api/v1/probes/peers?node=`: for whoever may send samples. */
export const createPeerAnswerer =
  (mesh: MeshBook, authenticate: Authenticate) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    await authenticate(request)
    const { searchParams } = new URL(request.url ?? '', 'http://localhost')
    const { node, cluster, degree } = parseInput(peersParams, Object.fromEntries(searchParams))
    const peers = await mesh.peersOf(cluster, node, degree)
    send(response, {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ peers }),
    })
  }
