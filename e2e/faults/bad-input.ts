import type { Store } from '@/lib/store/db'
import type { BadCase } from './bad-case'
import { BAD_GROUPS } from './bad-groups'
import { createClient, type Client, type Exchange } from './client'
import type { Fault, Scene } from './fault'
import { openPlace } from './place'

interface Tried {
  bad: BadCase
  name: string
  exchange: Exchange
}

export const badInput: Fault = {
  name: 'bad-input',
  done: 'every kind of bad request to every receiver, most with a good part',
  async run(scene) {
    const { app, store } = await openPlace(scene)
    const client = createClient(app.url)
    scene.onEnd(() => client.close())
    for (const group of BAD_GROUPS) await judgeGroup(scene, client, store, group)
    const alive = await client.ask({ path: '/readyz' })
    scene.check('the server lives on', alive.status === 200, String(alive.status))
  },
}

async function judgeGroup(
  scene: Scene,
  client: Client,
  store: Store,
  { receiver, cases, kept }: (typeof BAD_GROUPS)[number],
): Promise<void> {
  const nowMs = Date.now()
  const tried: Tried[] = []
  for (const [at, bad] of cases.entries()) {
    const name = `${receiver.replaceAll(' ', '-')}-${String(at)}`
    tried.push({ bad, name, exchange: await client.ask(bad.call(name, nowMs)) })
  }
  const stored = await kept(store, nowMs)
  for (const one of tried) judge(scene, receiver, one, stored.get(one.name) ?? 0)
}

function judge(scene: Scene, receiver: string, { bad, exchange }: Tried, kept: number): void {
  const { what, status, reason } = bad
  const held = exchange.status === status && exchange.body.includes(reason) && kept === bad.kept
  const promised = `${receiver}: ${what}: ${[String(status), reason].join(' ').trim()}, ${String(bad.kept)} kept`
  scene.check(
    promised,
    held,
    `${String(exchange.status)}, ${String(kept)} kept${held ? '' : ` ${exchange.body.slice(0, 300)}`}`,
  )
}
