import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  eventDensity,
  eventDensityParams,
  eventsAnswer,
  eventsParams,
  type EventsAnswer,
} from '../contract/events'
import type { FleetEvent } from '../core/event'
import { NotFoundError } from '../core/errors'
import { appendEvents, deleteOldEvents } from '../store/events'
import { inSnapshot } from '../store/snapshot'
import { createTestDatabase, type TestDatabase } from '../store/test-database'
import { registerAll } from '../store/test-fleet'
import { readEventDensity } from './get-event-density'
import { readEventsAnswer } from './get-events'

const HOUR_MS = 3_600_000
const FROM_MS = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 2 * HOUR_MS
const TO_MS = FROM_MS + HOUR_MS
const NOW_MS = TO_MS + HOUR_MS

let database: TestDatabase

const send = (...events: (Partial<FleetEvent> & { name: string })[]) =>
  appendEvents(
    database.store,
    events.map((change) => {
      const event: FleetEvent = {
        startMs: FROM_MS,
        endMs: null,
        cluster: '',
        node: null,
        source: 'test',
        kind: 'deploy',
        text: '',
        attributes: {},
        ...change,
      }
      return { ...event, contentHash: createHash('sha256').update(JSON.stringify(event)).digest() }
    }),
    NOW_MS,
  )

beforeAll(async () => {
  database = await createTestDatabase()
  await registerAll(
    database.store,
    [
      { node: { cluster: 'eu', instance: '10.0.0.1:9100' }, name: 'up', labels: {} },
      {
        node: { cluster: 'eu', instance: '10.0.0.1:9100' },
        name: 'node_uname_info',
        labels: { nodename: 'web-1' },
      },
      { node: { cluster: 'us', instance: 'web-1' }, name: 'up', labels: {} },
      { node: { cluster: 'us', instance: 'db-1' }, name: 'up', labels: {} },
    ],
    NOW_MS,
  )
})
afterAll(() => database.drop())

const ask = async (search: Record<string, string>): Promise<EventsAnswer> => {
  const params = eventsParams.parse({ from: String(FROM_MS), to: String(TO_MS), ...search })
  const answer = await inSnapshot(database.store, (snapshot) => readEventsAnswer(snapshot, params, NOW_MS))
  return eventsAnswer.parse(answer)
}
const askDensity = async (search: Record<string, string>) => {
  const params = eventDensityParams.parse({ from: String(FROM_MS), to: String(TO_MS), ...search })
  const answer = await inSnapshot(database.store, (snapshot) => readEventDensity(snapshot, params, NOW_MS))
  return eventDensity.parse(answer)
}
const namesIn = ({ events }: EventsAnswer) => events.map(({ name }) => name).sort()

describe('GET /api/v1/events', () => {
  it('answers what overlaps [from, to)', async () => {
    await send(
      { name: 'ends at from', startMs: FROM_MS - 1000, endMs: FROM_MS, source: 'overlap' },
      { name: 'ends after from', startMs: FROM_MS - 1000, endMs: FROM_MS + 1, source: 'overlap' },
      { name: 'just before', startMs: FROM_MS - 1, source: 'overlap' },
      { name: 'at from', startMs: FROM_MS, source: 'overlap' },
      { name: 'all the time', startMs: FROM_MS - 1000, endMs: TO_MS + 1000, source: 'overlap' },
      { name: 'last moment', startMs: TO_MS - 1, source: 'overlap' },
      { name: 'at to', startMs: TO_MS, source: 'overlap' },
    )
    const answer = await ask({ source: 'overlap' })
    expect(namesIn(answer)).toEqual(['all the time', 'at from', 'ends after from', 'last moment'])
    expect(answer.events[0]?.name).toBe('last moment')
  })

  it('answers of a node what names it by instance or name, its cluster, and the fleet', async () => {
    await send(
      { name: 'by instance', node: '10.0.0.1:9100', source: 'of' },
      { name: 'by name and cluster', node: 'web-1', cluster: 'eu', source: 'of' },
      { name: 'of the namesake', node: 'web-1', cluster: 'us', source: 'of' },
      { name: 'of another', node: 'db-1', source: 'of' },
      { name: 'of nobody known', node: 'gone-1', source: 'of' },
      { name: 'of its cluster', cluster: 'eu', source: 'of' },
      { name: 'of another cluster', cluster: 'us', source: 'of' },
      { name: 'of the fleet', source: 'of' },
    )
    const own = ['by instance', 'by name and cluster', 'of its cluster', 'of the fleet']
    expect(namesIn(await ask({ source: 'of', nodes: '10.0.0.1:9100' }))).toEqual(own)
    expect(namesIn(await ask({ source: 'of', filter: 'cluster="eu"' }))).toEqual(own)
    const all = await ask({ source: 'of' })
    expect(all.events).toHaveLength(8)
    const nodes = new Map(all.events.map(({ name, node }) => [name, node]))
    expect(nodes.get('by instance')).toEqual({ id: expect.any(Number) as unknown, name: 'web-1' })
    expect(nodes.get('of nobody known')).toEqual({ id: null, name: 'gone-1' })
    expect(nodes.get('of the fleet')).toBeNull()
  })

  it('knows the node of an event that came before its first sample', async () => {
    await send({ name: 'boot', node: 'new-1', source: 'early' })
    await expect(ask({ source: 'early', nodes: 'new-1' })).rejects.toBeInstanceOf(NotFoundError)
    const series = { node: { cluster: 'eu', instance: 'new-1' }, name: 'up', labels: {} }
    await registerAll(database.store, [series], NOW_MS)
    expect(namesIn(await ask({ source: 'early', nodes: 'new-1' }))).toEqual(['boot'])
  })

  it('says what it cuts, and filters by kind', async () => {
    await send(...['a', 'b', 'c'].map((name) => ({ name, source: 'cut', kind: name })))
    expect((await ask({ source: 'cut', limit: '2' })).cut).toEqual({ shown: 2, of: 3 })
    const one = await ask({ source: 'cut', kind: 'b' })
    expect([namesIn(one), one.cut]).toEqual([['b'], null])
  })

  it('finds a part of the text or of an attribute, in any case', async () => {
    await send(
      { name: 'packages', text: 'upgraded OpenSSL 3.0', source: 'text' },
      { name: 'deploy', attributes: { by: '100% Ann_' }, source: 'text' },
    )
    expect(namesIn(await ask({ source: 'text', text: 'openssl' }))).toEqual(['packages'])
    expect(namesIn(await ask({ source: 'text', text: '% ann_' }))).toEqual(['deploy'])
    expect(namesIn(await ask({ source: 'text', text: '%' }))).toEqual(['deploy'])
  })

  it('counts each kind by the step that it began in, what began before in the first', async () => {
    await send(
      { name: 'one', startMs: FROM_MS + 61_000, kind: 'ticks', text: 'dense' },
      { name: 'two', startMs: FROM_MS + 119_000, kind: 'ticks', text: 'dense' },
      { name: 'long', startMs: FROM_MS - 1, endMs: TO_MS, kind: 'span', text: 'dense' },
    )
    const density = await askDensity({ text: 'dense' })
    expect(density.kinds.map(({ kind, total }) => [kind, total])).toEqual([
      ['ticks', 2],
      ['span', 1],
    ])
    expect(density.stepMs).toBe(60_000)
    expect(density.kinds[0]?.counts.slice(0, 3)).toEqual([0, 2, 0])
    expect(density.kinds[1]?.counts.slice(0, 2)).toEqual([1, 0])
    expect([density.total, density.cut, density.isAnyKnown]).toEqual([3, null, true])
    const none = await askDensity({ text: 'nothing like it' })
    expect([none.kinds, none.total, none.isAnyKnown]).toEqual([[], 0, true])
  })

  it('forgets what ended before retention, and nothing else', async () => {
    await send(
      { name: 'ended', startMs: FROM_MS - 9000, endMs: FROM_MS - 5000, source: 'old' },
      { name: 'ends later', startMs: FROM_MS - 9000, endMs: FROM_MS + 1, source: 'old' },
    )
    expect(await deleteOldEvents(database.store, FROM_MS - 5000)).toBe(1)
    const from = String(FROM_MS - HOUR_MS)
    expect(namesIn(await ask({ source: 'old', from }))).toEqual(['ends later'])
  })
})
