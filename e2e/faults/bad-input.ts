import { readSamples } from '../system/read-samples'
import type { BadCase } from './bad-case'
import { BAD_REMOTE_WRITE } from './bad-remote-write'
import { BAD_SAMPLES } from './bad-samples'
import { createClient, type Exchange } from './client'
import type { Fault, Scene } from './fault'
import { openPlace } from './place'

interface Tried {
  bad: BadCase
  instance: string
  exchange: Exchange
}

export const badInput: Fault = {
  name: 'bad-input',
  done: 'every kind of bad request to both protocols, most with a good part',
  async run(scene) {
    const { app, store } = await openPlace(scene)
    const client = createClient(app.url)
    scene.onEnd(() => client.close())
    const nowMs = Date.now()
    const protocols = [
      { protocol: 'remote write', cases: BAD_REMOTE_WRITE },
      { protocol: 'samples', cases: BAD_SAMPLES },
    ]
    const tried: Tried[] = []
    for (const { protocol, cases } of protocols) {
      for (const [at, bad] of cases.entries()) {
        const instance = `${protocol.replace(' ', '-')}-${String(at)}`
        const exchange = await client.ask(bad.call(instance, nowMs))
        tried.push({ bad: { ...bad, what: `${protocol}: ${bad.what}` }, instance, exchange })
      }
    }
    const stored = await readSamples(store, nowMs)
    for (const one of tried) {
      const own = stored.filter(({ instance }) => instance === one.instance)
      judge(
        scene,
        one,
        own.reduce((sum, { timesMs }) => sum + timesMs.length, 0),
      )
    }
    const alive = await client.ask({ path: '/readyz' })
    scene.check('the server lives on', alive.status === 200, String(alive.status))
  },
}

function judge(scene: Scene, { bad, exchange }: Tried, kept: number): void {
  const { what, status, reason } = bad
  const held = exchange.status === status && exchange.body.includes(reason) && kept === bad.kept
  const promised = `${what}: ${[String(status), reason].join(' ').trim()}, ${String(bad.kept)} kept`
  scene.check(
    promised,
    held,
    `${String(exchange.status)}, ${String(kept)} kept${held ? '' : ` ${exchange.body.slice(0, 300)}`}`,
  )
}
