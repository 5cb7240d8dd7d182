import { openTestProxy, type TestProxy } from '@/lib/server/test-proxy'

import { seconds } from './client'
import type { Fault, Scene } from './fault'
import { judgeLedger } from './fleet'
import { answersOf, startLedgerFleet } from './ledger/ledger-fleet'
import { openPlace } from './place'
import { startProbe, type Probe } from './probe'
import { READY_BOUND_MS, timeUntilReady } from './ready'
import { pass } from './time'

const AWAY_MS = 12_000
const BETWEEN_MS = 4_000

export const databaseCutOff: Fault = {
  name: 'database-cut-off',
  done: 'a proxy before the database refuses everything for 12 s, then swallows everything for 12 s',
  async run(scene) {
    const proxies: TestProxy[] = []
    const place = await openPlace(scene, {
      between: async (databaseUrl) => {
        const proxy = await openTestProxy(databaseUrl)
        proxies.push(proxy)
        scene.onEnd(() => proxy.close())
        return proxy.databaseUrl
      },
    })
    const [proxy] = proxies
    if (proxy === undefined) throw new Error('nothing stands between the server and its database')
    const { url } = place.app
    const ledger = startLedgerFleet(url, scene.random.between(0, 2 ** 31), Date.now())
    const probes = ['/readyz', '/api/v1/fleet'].map((path) => startProbe(url, path))
    for (const probe of probes) scene.onEnd(() => probe.stop())
    await pass(BETWEEN_MS)
    await cutOff(scene, probes, 'refused', proxy, () => proxy.cut())
    await pass(BETWEEN_MS)
    await cutOff(scene, probes, 'silent', proxy, () => proxy.freeze())
    await ledger.stop()
    const answers = answersOf(ledger)
    scene.check(
      'senders hear only 204 and 503, each within 5 s',
      answers.areOnly(204, 503) && answers.count(503) > 0 && answers.slowestMs < 5000,
      String(answers),
    )
    await judgeLedger(scene, ledger, place.store)
  },
}

async function cutOff(
  scene: Scene,
  probes: readonly Probe[],
  how: string,
  proxy: TestProxy,
  begin: () => void,
): Promise<void> {
  begin()
  for (const probe of probes) probe.begin()
  await pass(AWAY_MS)
  const [ready, pages] = probes.map(({ answers }) => answers)
  proxy.restore()
  if (ready === undefined || pages === undefined) throw new Error('nobody asks')
  scene.check(
    `${how}: /readyz says 503 within 5 s`,
    ready.areOnly(503) && ready.count(503) > 0 && ready.slowestMs < 5000,
    String(ready),
  )
  scene.check(
    `${how}: /api/v1/fleet says 503 within 5 s`,
    pages.areOnly(503) && pages.count(503) > 0 && pages.slowestMs < 5000,
    String(pages),
  )
  for (const probe of probes) probe.begin()
  await Promise.all(probes.map(async (probe) => judgeReturn(scene, how, probe)))
}

async function judgeReturn(scene: Scene, how: string, probe: Probe): Promise<void> {
  const tookMs = await timeUntilReady(probe)
  scene.check(`${how}: back by itself within 10 s`, tookMs < READY_BOUND_MS, seconds(tookMs))
}
