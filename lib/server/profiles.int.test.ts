import { gzipSync } from 'node:zlib'
import { Function as PprofFunction, Location, Profile, Sample, StringTable, ValueType } from 'pprof-format'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deleteOldProfiles, readProfile, readProfiled, readProfileRows } from '@/lib/store/profiles'
import { deleteProfileRule, writeProfileRule } from '@/lib/store/profile-rules'
import { readEvents } from '@/lib/store/events'
import { removeDemo } from '@/lib/store/remove-demo'
import { startTestServer, type TestServer } from './test-server'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ maxBodyBytes: 2_000_000, maxInflatedBytes: 4_000_000 })
})
afterAll(() => server.stop())

const now = Date.now()
const MINUTE_MS = 60_000
const TEXT = { 'content-type': 'text/plain' }

const FOLDED = 'proxy;accept 60\nproxy;read_[k];native_queued_spin_lock_slowpath_[k] 40\n'

const post = (query: string, body: Uint8Array | string = FOLDED, headers: Record<string, string> = TEXT) =>
  server.ask({ method: 'POST', path: `/api/v1/profiles?${query}`, headers, body })

const spanning = (more: string) => `${more}&fromMs=${String(now - MINUTE_MS)}&toMs=${String(now)}`

const window = { fromMs: now - 3_600_000, toMs: now + 60_000 }

const keptOf = (service: string) =>
  readProfiled(server.database.store, { window, nodes: null, nodeText: null, service })

const eventsOf = async (text: string) => {
  const question = { window, of: null, source: 'profile-rule', kind: null, text, limit: 100 }
  return (await readEvents(server.database.store, question)).events
}

describe('POST /api/v1/profiles', () => {
  it('keeps a profile once, however often and by however many it is sent', async () => {
    const query = spanning('node=proxy-1&service=once&cluster=eu')
    const replies = await Promise.all([post(query), post(query), post(query, gzipSync(FOLDED))])
    for (const reply of replies) expect(reply.status).toBe(200)
    const answers = replies.map(({ body }) => JSON.parse(body) as { isNew: boolean })
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1)
    expect(answers[0]).toMatchObject({
      accepted: 2,
      refused: 0,
      format: 'folded',
      type: 'samples',
      total: 100,
      fromMs: now - MINUTE_MS,
      toMs: now,
      rulesMatched: 1,
    })
    expect(await keptOf('once')).toMatchObject([{ cluster: 'eu', node: 'proxy-1', count: 1, total: 100 }])
    expect(await eventsOf('once')).toMatchObject([
      {
        name: 'native_queued_spin_lock_slowpath',
        node: 'proxy-1',
        cluster: 'eu',
        startMs: now - MINUTE_MS,
        attributes: { share: 0.4, rule: 'builtin:spin-lock', service: 'once' },
      },
    ])
  })

  it('recognises what is sent again without a time', async () => {
    await post('service=timeless')
    const again = await post('service=timeless')
    expect(JSON.parse(again.body)).toMatchObject({ isNew: false })
    expect(await keptOf('timeless')).toMatchObject([{ count: 1, node: null }])
  })

  it('takes what curl sends by itself, and pprof with its own time', async () => {
    const strings = new StringTable()
    const id = (text: string) => strings.dedup(text)
    const profile = new Profile({
      sampleType: [new ValueType({ type: id('cpu'), unit: id('nanoseconds') })],
      sample: [new Sample({ locationId: [1], value: [5_000_000] })],
      location: [new Location({ id: 1, line: [{ functionId: 1 }] })],
      function: [new PprofFunction({ id: 1, name: id('main.<work>') })],
      stringTable: strings,
      timeNanos: BigInt(now - 30_000) * 1_000_000n,
      durationNanos: 10_000_000_000n,
    })
    const curl = { 'content-type': 'application/x-www-form-urlencoded' }
    const reply = await post('service=pprof', gzipSync(profile.encode()), curl)
    expect(JSON.parse(reply.body)).toMatchObject({
      format: 'pprof',
      unit: 'nanoseconds',
      fromMs: now - 30_000,
    })
    const { store } = server.database
    const scope = { window, nodes: null, nodeText: null, service: 'pprof' }
    const [row] = await readProfileRows(store, scope, { type: 'cpu', unit: 'nanoseconds', limit: 10 })
    expect(row).toMatchObject({ startedMs: now - 30_000, endedMs: now - 20_000, total: 5_000_000 })
    expect((await readProfile(store, row?.id ?? 0))?.tree.names).toEqual(['main.<work>'])
  })

  it('says which lines are not kept, and refuses by name what is none', async () => {
    const partly = await post(spanning('service=partly'), 'a;b 1\nc 2\nbroken\n')
    expect(partly.status).toBe(400)
    expect(JSON.parse(partly.body)).toMatchObject({
      accepted: 2,
      refused: 1,
      refusals: [{ index: 3, reason: 'no count at the end' }],
    })
    const reasonOf = async (query: string, body?: Uint8Array | string, headers?: Record<string, string>) => {
      const reply = await post(query, body, headers)
      return [reply.status, (JSON.parse(reply.body) as { reason?: string }).reason]
    }
    expect(await reasonOf('cluster=eu')).toEqual([400, 'invalid_input'])
    expect(await reasonOf('service=x', '')).toEqual([400, 'empty_profile'])
    expect(await reasonOf('service=x', '<html> </html>')).toEqual([400, 'malformed_profile'])
    expect(await reasonOf('service=x', Buffer.from([10, 4, 8, 1]))).toEqual([400, 'truncated_profile'])
    expect(await reasonOf('service=x', Buffer.from([0x1f, 0x8b, 8]))).toEqual([400, 'malformed_gzip'])
    expect(await reasonOf('service=x', FOLDED, { 'content-type': 'application/json' })).toEqual([
      415,
      'content_type',
    ])
    expect(await reasonOf(`service=x&toMs=${String(now + 3_600_000)}`)).toEqual([400, 'too_far_in_future'])
    expect(await reasonOf(`service=x&toMs=${String(now - 40 * 86_400_000)}`)).toEqual([
      400,
      'older_than_retention',
    ])
    expect(await keptOf('x')).toEqual([])
  })

  it('refuses what is too large before it is received or inflated', async () => {
    const large = await post('service=large', 'a 1\n'.repeat(600_000))
    expect([large.status, JSON.parse(large.body)]).toMatchObject([413, { reason: 'body_too_large' }])
    const bomb = await post('service=large', gzipSync(Buffer.alloc(100_000_000, 'a;b 1\n')))
    expect([bomb.status, JSON.parse(bomb.body)]).toMatchObject([413, { reason: 'inflated_body_too_large' }])
  })
})

describe('what is kept of profiles', () => {
  it('is judged by the rules that people write, and not by those that they muted', async () => {
    const { store } = server.database
    const rule = {
      id: 'own',
      pattern: '^accept$',
      leastShare: 0.5,
      reason: 'why',
      isMuted: false,
      changedMs: now,
    }
    await writeProfileRule(store, rule)
    await writeProfileRule(store, { ...rule, id: 'builtin:spin-lock', isMuted: true })
    await post(spanning('service=ruled'))
    expect((await eventsOf('ruled')).map(({ name, text }) => [name, text])).toEqual([
      ['accept', '60 % of samples on ruled in accept (limit 50 %): why'],
    ])
    await deleteProfileRule(store, 'own')
    await deleteProfileRule(store, 'builtin:spin-lock')
  })

  it('goes with demonstration fleets, and past retention', async () => {
    const { store } = server.database
    await post(spanning('service=demo&cluster=demo:x'))
    await post(spanning('service=real'))
    await removeDemo(store)
    expect([await keptOf('demo'), await keptOf('real')]).toMatchObject([[], [{ count: 1 }]])
    expect(await deleteOldProfiles(store, now - 2 * MINUTE_MS)).toBe(0)
    expect(await deleteOldProfiles(store, now)).toBeGreaterThan(3)
    expect(await keptOf('real')).toEqual([])
  })
})
