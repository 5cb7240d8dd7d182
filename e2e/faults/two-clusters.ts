import { bitsOf, type WriteSeries } from '@/lib/ingest/remote-write/encode-write-request'
import { measuredNodes } from './ask-api'
import { samplesCall, writeBody, writeCall } from './bodies'
import { createClient } from './client'
import type { Fault } from './fault'
import { openPlace } from './place'

const NAME = 'db-1'
const WRITTEN = { 'eu-1': 0.25, 'eu-2': 0.5 }
const POSTED = { 'eu-3': 0.75 }
const MEMORY_BYTES = 2 ** 30

export const twoClusters: Fault = {
  name: 'two-clusters',
  done: 'nodes of one name from three clusters, by both protocols',
  async run(scene) {
    const { app } = await openPlace(scene)
    const client = createClient(app.url)
    scene.onEnd(() => client.close())
    const nowMs = Date.now()
    const written = await client.ask(
      writeCall(
        writeBody(Object.entries(WRITTEN).flatMap(([cluster, share]) => memorySeries(cluster, share, nowMs))),
      ),
    )
    const document = {
      node: { name: NAME, cluster: 'eu-3' },
      samples: [{ timestampMs: nowMs, values: { 'memory.utilization.used': POSTED['eu-3'] } }],
    }
    const posted = await client.ask(samplesCall(JSON.stringify(document)))
    scene.check(
      'all are taken',
      written.status === 204 && posted.status === 200,
      `${String(written.status)}, ${String(posted.status)}`,
    )

    const nodes = (await measuredNodes(client, 3)).filter(({ name }) => name === NAME)
    const seen = nodes.map(({ cluster, cells }) => [cluster, cells.memory?.utilization?.max ?? null])
    seen.sort(([a], [b]) => String(a).localeCompare(String(b)))
    scene.check(
      'they stay three, each with its own values',
      JSON.stringify(seen) === JSON.stringify(Object.entries({ ...WRITTEN, ...POSTED })),
      JSON.stringify(seen),
    )
  },
}

function memorySeries(cluster: string, share: number, timeMs: number): WriteSeries[] {
  const bytes = {
    node_memory_MemAvailable_bytes: MEMORY_BYTES * (1 - share),
    node_memory_MemTotal_bytes: MEMORY_BYTES,
  }
  return Object.entries(bytes).map(([name, value]) => ({
    labels: [
      ['__name__', name],
      ['cluster', cluster],
      ['instance', `${NAME}:9100`],
    ],
    samples: [{ timeMs, bits: bitsOf(value) }],
  }))
}
