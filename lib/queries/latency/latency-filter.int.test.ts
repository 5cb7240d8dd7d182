import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { latencyAnswer, latencyParams } from '../../contract/latency'
import { layerOfObservations } from '../../core/latency/exponential-index'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/times'
import { removeLatencies } from '../../store/latency/remove-latencies'
import { inSnapshot } from '../../store/snapshot'
import { createTestDatabase, type TestDatabase } from '../../store/test-database'
import { registerAll } from '../../store/test-fleet'
import { readLatency } from './get-latency'
import { rollTestHistograms, type TestHistogram } from './test-histograms'

const FROM_MS = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 2 * HOUR_MS
const NOW_MS = FROM_MS + 2 * HOUR_MS

let database: TestDatabase

const at = (minute: number) => FROM_MS + minute * MINUTE_MS
const send = (...told: TestHistogram[]) => rollTestHistograms(database.store, told, NOW_MS)

beforeAll(async () => {
  database = await createTestDatabase()
  const node = (instance: string, role: string) => ({
    node: { cluster: '', instance },
    name: 'up',
    labels: { role },
  })
  await registerAll(database.store, [node('web-1', 'web'), node('db-1', 'db')], NOW_MS)
})
afterAll(() => database.drop())

const ask = async (search: Record<string, string>) => {
  const params = latencyParams.parse(search)
  const answer = await inSnapshot(database.store, (snapshot) => readLatency(snapshot, params, NOW_MS))
  return latencyAnswer.parse(answer)
}

describe('latencies of some nodes', () => {
  const EARLIER = { from: String(at(-600)), to: String(at(-540)) }

  it('answers from what was merged already where the filter matches all of a stream, and the same', async () => {
    await send(
      ...Array.from({ length: 60 }, (_, minute) => ({
        timeMs: at(minute - 600),
        service: 'cut',
        node: minute % 2 === 0 ? 'web-1' : 'db-1',
        layer: layerOfObservations([1 + minute]),
      })),
    )
    const [direct] = (await ask({ ...EARLIER, service: 'cut' })).panels
    const [whole] = (await ask({ ...EARLIER, service: 'cut', filter: 'role=~"web|db"' })).panels
    const [half] = (await ask({ ...EARLIER, service: 'cut', filter: 'role="db"' })).panels
    expect(direct?.total?.count).toBe(60)
    expect(whole).toEqual(direct)
    expect(half?.total?.count).toBe(30)
  })

  it('shows what is rolled again or removed, whatever was read before', async () => {
    const again = { service: 'again', cluster: 'demo:again' }
    const tell = (minute: number) =>
      send({ ...again, timeMs: at(minute - 600), layer: layerOfObservations([3]) })
    const countNow = async () => (await ask({ ...EARLIER, service: 'again' })).panels[0]?.total?.count
    for (const [place, minute] of [1, 2, 2.5, 50].entries()) {
      await tell(minute)
      expect(await countNow()).toBe(1 + place)
    }
    await removeLatencies(database.store, 'demo:')
    expect(await countNow()).toBeUndefined()
    await tell(1)
    expect(await countNow()).toBe(1)
  })

  it('says since when nodes are told apart, where something was told before', async () => {
    const days = (count: number) => FROM_MS - count * DAY_MS
    await send({ timeMs: at(0), service: 'apart', node: 'web-1', layer: layerOfObservations([7]) })
    await send(
      { timeMs: days(20), service: 'apart', node: 'web-1', layer: layerOfObservations([7]) },
      { timeMs: days(20), service: 'apart', node: 'db-1', layer: layerOfObservations([7]) },
    )
    const askSince = (from: number, filter: string) =>
      ask({ from: String(from), to: String(days(19)), service: 'apart', filter })
    const filtered = await askSince(days(21), 'role="web"')
    expect(filtered.panels[0]?.total).toBeNull()
    expect(filtered.nodesSinceMs).toBeGreaterThan(days(20))
    const whole = await askSince(days(21), 'role=~"web|db"')
    expect([whole.panels[0]?.total?.count, whole.nodesSinceMs]).toEqual([2, null])
    expect((await askSince(days(19.5), 'role="web"')).nodesSinceMs).toBeNull()
  })
})
