import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reasonOf, retryAfterMs, toOutcome } from './outcome'
import { retryDelayMs } from './retry-delay'

const answer = (status: number, body = '', retryAfter: string | null = null) => ({ status, body, retryAfter })

test.each([
  [200, 'accepted'],
  [204, 'accepted'],
  [302, 'unavailable'],
  [400, 'refused'],
  [401, 'refused'],
  [408, 'unavailable'],
  [413, 'refused'],
  [429, 'unavailable'],
  [500, 'unavailable'],
  [503, 'unavailable'],
])('status %i means %s', (status, kind) => {
  expect(toOutcome(answer(status), 0).kind).toBe(kind)
})

test('Retry-After is seconds or a date, and anything else says nothing', () => {
  const nowMs = Date.parse('2026-01-01T00:00:00Z')
  expect(retryAfterMs('5', nowMs)).toBe(5_000)
  expect(retryAfterMs('Thu, 01 Jan 2026 00:00:09 GMT', nowMs)).toBe(9_000)
  expect(retryAfterMs('Wed, 31 Dec 2025 00:00:00 GMT', nowMs)).toBe(0)
  expect(retryAfterMs('soon', nowMs)).toBeNull()
  expect(retryAfterMs(null, nowMs)).toBeNull()
})

test('reasons are read from counts, from problem details and from plain text', () => {
  expect(reasonOf('{"accepted":3,"refused":2,"refusals":[{"index":0,"reason":"series_cap"}]}')).toBe(
    '2 refused, 3 accepted, first: series_cap',
  )
  expect(reasonOf('{"title":"Bad token","detail":"make one with npm run token"}')).toBe(
    'Bad token: make one with npm run token',
  )
  expect(reasonOf('<html>\n nginx </html>')).toBe('<html> nginx </html>')
})

test('no answer makes it throw, and no reason is long', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.json()),
      fc.nat(999),
      fc.option(fc.string()),
      (body, status, header) => {
        expect(reasonOf(body).length).toBeLessThanOrEqual(300)
        toOutcome(answer(status, body, header), 0)
      },
    ),
  )
})

test('a delay lies between half a second and a minute unless the server asks for more', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (failures, chance) => {
        const ms = retryDelayMs(failures, null, chance)
        expect(ms).toBeGreaterThanOrEqual(500)
        expect(ms).toBeLessThanOrEqual(60_000)
      },
    ),
  )
  expect(retryDelayMs(1, 120_000, 0)).toBe(120_000)
  expect(retryDelayMs(1, 86_400_000, 0)).toBe(300_000)
})
