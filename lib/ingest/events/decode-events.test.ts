import { describe, expect, it } from 'vitest'
import { contentHash, decodeEvents } from './decode-events'

const NOW_MS = 1_790_000_000_000
const DAY_MS = 86_400_000
const TIMES = { oldestMs: NOW_MS - 395 * DAY_MS, newestMs: NOW_MS + 600_000 }
const DEPLOY = { startMs: NOW_MS, source: 'ci', kind: 'deploy', name: 'api', text: 'api 4.2' }

const decode = (...values: unknown[]) =>
  decodeEvents(
    values.map((value) => ({ ok: true, value })),
    TIMES,
  )
const reasonOf = (change: object) => decode({ ...DEPLOY, ...change }).itemRefusals[0]?.reason ?? 'kept'

describe('decodeEvents', () => {
  it('keeps what was sent, and takes what has no length for a moment', () => {
    const { events } = decode({ ...DEPLOY, endMs: NOW_MS, node: '', attributes: { b: 1, a: null } })
    expect(events[0]).toMatchObject({
      ...DEPLOY,
      endMs: null,
      node: null,
      cluster: '',
      attributes: { a: null, b: 1 },
    })
  })

  it('gives one hash to one content, however its fields are ordered', () => {
    const { text, ...others } = { ...DEPLOY, attributes: { a: '1', b: '2' } }
    const { events } = decode({ text, ...others }, { ...others, attributes: { b: '2', a: '1' }, text })
    expect(events[0]?.contentHash).toEqual(events[1]?.contentHash)
  })

  it.each([
    { startMs: NOW_MS - 1 },
    { endMs: NOW_MS + 1 },
    { node: 'web-1' },
    { cluster: 'eu' },
    { source: 'cd' },
    { kind: 'rollback' },
    { name: 'web' },
    { text: '' },
    { attributes: { by: 'ann' } },
  ])('gives another hash to %o', (change) => {
    const [one, other] = decode(DEPLOY, { ...DEPLOY, ...change }).events
    if (one === undefined || other === undefined) throw new Error('both are events')
    expect(contentHash(one)).not.toEqual(contentHash(other))
  })

  it.each([
    [{ startMs: NOW_MS + 600_001 }, 'too_far_in_future'],
    [{ endMs: NOW_MS + 600_001 }, 'too_far_in_future'],
    [{ startMs: NOW_MS - 396 * DAY_MS }, 'older_than_retention'],
    [{ startMs: 0.5 }, 'startMs'],
    [{ endMs: NOW_MS - 1 }, 'endMs: is before startMs'],
    [{ source: '' }, 'source'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ text: 'x'.repeat(8193) }, 'text'],
    [{ text: 'a\0b' }, 'text: holds a NUL'],
    [{ text: '\ud800' }, 'half a character'],
    [{ kind: undefined }, 'kind'],
    [{ attributes: { deep: {} } }, 'attributes.deep'],
    [{ attributes: Object.fromEntries(Array.from({ length: 65 }, (_, at) => [at, 1])) }, 'more than 64'],
  ])('refuses %o and says why', (change, reason) => {
    expect(reasonOf(change)).toContain(reason)
  })

  it('keeps one that began before retention and ended in it', () => {
    expect(reasonOf({ startMs: 0, endMs: NOW_MS })).toBe('kept')
  })

  it('refuses each bad one by its place', () => {
    const { events, itemRefusals } = decode(DEPLOY, 7, { ...DEPLOY, name: 'b' }, null)
    expect([events.length, itemRefusals.map(({ index }) => index)]).toEqual([2, [1, 3]])
  })
})
