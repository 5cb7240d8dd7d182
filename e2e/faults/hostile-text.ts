import type { FleetNode } from '@/lib/contract/fleet'
import { nodeAnswer } from '@/lib/contract/node'
import { bitsOf, type WriteSeries } from '@/lib/ingest/remote-write/encode-write-request'
import { askApi, measuredNodes } from './ask-api'
import { samplesCall, writeBody, writeCall } from './bodies'
import { createClient, type Client } from './client'
import type { Fault, Scene } from './fault'
import { judgeTold, tellAll } from './hostile-told'
import { openPlace } from './place'

const SCRIPT = '<script>alert(1)</script>'

const HOSTILE: Readonly<Record<string, string>> = {
  HTML: `${SCRIPT}<img src=x onerror=alert(1)>`,
  quotes: '\'"`</title></textarea><!--',
  SQL: `'; DROP TABLE series; --`,
  'terminal codes': '\u001b[31mred\u001b[0m\r\n',
  'right to left': '\u202egnp.exe\u2066',
  templates: '{{7*7}}${7*7}#{7*7}%s%n',
  'a path': '../../../etc/passwd',
  'percent signs': '100%41 % %zz',
  'control characters': '\u0001\u0007\u2028\ufeff',
}

const PROTOCOLS = ['written', 'posted']

export const hostileText: Fault = {
  name: 'hostile-text',
  done: 'names, labels, facts, devices, events, operations, functions, targets and a user agent of HTML, SQL, terminal codes and the like, by every receiver',
  async run(scene) {
    const { app } = await openPlace(scene)
    const client = createClient(app.url)
    scene.onEnd(() => client.close())
    const nowMs = Date.now()
    const texts = Object.values(HOSTILE)
    const agent = { 'user-agent': SCRIPT }
    const written = await client.ask(
      writeCall(writeBody(texts.flatMap((text) => seriesOf(text, nowMs))), agent),
    )
    const posted = await client.ask(
      samplesCall(JSON.stringify(texts.map((text) => documentOf(text, nowMs))), agent),
    )
    scene.check(
      'all is taken',
      written.status === 204 && posted.status === 200,
      `${String(written.status)}, ${String(posted.status)}`,
    )

    await tellAll(scene, client, HOSTILE, nowMs)
    const nodes = await measuredNodes(client, PROTOCOLS.length * texts.length)
    for (const [kind, text] of Object.entries(HOSTILE)) await judgeText(scene, client, nodes, kind, text)
    await judgeTold(scene, client, HOSTILE)
    const told = ['/events', '/latency', '/errors', '/outages', '/profiles']
    const pages = ['/', '/collectors', `/nodes/${encodeURIComponent(SCRIPT)}`, ...told]
    for (const path of pages) await judgePage(scene, client, path)
    const collectors = await client.ask({ path: '/api/v1/collectors' })
    const type = String(collectors.headers['content-type'])
    scene.check(
      'a hostile user agent is told as JSON',
      collectors.body.includes(SCRIPT) && type === 'application/json',
      type,
    )
  },
}

async function judgeText(
  scene: Scene,
  client: Client,
  nodes: readonly FleetNode[],
  kind: string,
  text: string,
): Promise<void> {
  const own = nodes.filter(({ name, labels }) => name === text && labels.owner === text)
  scene.check(
    `${kind}: name and label come back as sent`,
    own.length === PROTOCOLS.length,
    `${String(own.length)} of ${String(PROTOCOLS.length)} nodes`,
  )
  const posted = own.find(({ cluster }) => cluster === 'posted')
  const { facts, devices } = await askApi(client, nodeAnswer, `/api/v1/nodes/${String(posted?.id)}`)
  const isFact = facts.some(({ name, value }) => name === text && value === text)
  const isDevice = devices.disk?.items.some(({ device }) => device === text) === true
  scene.check(
    `${kind}: so do fact and device`,
    isFact && isDevice,
    `fact ${String(isFact)}, device ${String(isDevice)}`,
  )
  const byName = await askApi(client, nodeAnswer, `/api/v1/nodes/${encodeURIComponent(text)}`)
  scene.check(
    `${kind}: the node is found by its name`,
    byName.node.name === text,
    JSON.stringify(byName.node.name),
  )
  await judgePage(scene, client, `/nodes/${encodeURIComponent(text)}`)
}

/** The browser's own view of it is looked at in e2e/hostile-names.spec.ts. */
async function judgePage(scene: Scene, client: Client, path: string): Promise<void> {
  const { status, body } = await client.ask({ path })
  const isText = !body.includes('<script>alert') && !body.includes('<img src=x')
  scene.check(
    `${path} holds no markup of a sender`,
    status === 200 && isText,
    `${String(status)}, ${String(body.length)} characters`,
  )
}

const seriesOf = (text: string, timeMs: number): WriteSeries[] =>
  ['node_memory_MemAvailable_bytes', 'node_memory_MemTotal_bytes', 'up'].map((name) => ({
    labels: [
      ['__name__', name],
      ['cluster', 'written'],
      ['instance', text],
      ['owner', text],
    ],
    samples: [{ timeMs, bits: bitsOf(1) }],
  }))

const documentOf = (text: string, timestampMs: number) => ({
  node: { name: text, cluster: 'posted', labels: { owner: text }, facts: { [text]: text } },
  samples: [
    {
      timestampMs,
      values: { 'disk.saturation.queue': { [text]: 1 }, 'disk.utilization.busy': { [text]: 1 } },
    },
  ],
})
