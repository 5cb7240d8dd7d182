import type { z } from 'zod'
import { fleetGrid, type FleetNode } from '@/lib/contract/fleet'
import { eventually } from '../system/process'
import type { Client } from './client'

const SHOWN_BOUND_MS = 30_000

/** An answer of the API, read with the schema that the pages read it with. */
export async function askApi<Schema extends z.ZodType>(
  client: Client,
  schema: Schema,
  path: string,
): Promise<z.output<Schema>> {
  const { status, body } = await client.ask({ path })
  if (status !== 200) throw new Error(`${path} answers ${String(status)}: ${body}`)
  return schema.parse(JSON.parse(body))
}

/** The nodes of the fleet, once there are so many with anything measured, or after a while as many as there are. */
export async function measuredNodes(client: Client, count: number): Promise<FleetNode[]> {
  const read = async () => {
    const { nodes } = await askApi(client, fleetGrid, '/api/v1/fleet?from=now-2h')
    return nodes.filter(({ cells }) => /"max":[-\d]/.test(JSON.stringify(cells)))
  }
  const isThere = async () => (await read()).length >= count
  await eventually('the nodes are shown', SHOWN_BOUND_MS, isThere).catch(() => undefined)
  return read()
}
