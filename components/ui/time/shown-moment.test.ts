import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { readShownMomentMs, readShownNowMs } from './shown-moment'

const NOON_MS = Date.UTC(2026, 0, 5, 12)

/** A client with these answers on screen. */
const showing = (...answers: readonly unknown[]): QueryClient => {
  const client = new QueryClient()
  answers.forEach((answer, index) => {
    const queryKey = ['answer', index]
    client.setQueryData(queryKey, answer)
    new QueryObserver(client, { queryKey, staleTime: Infinity, queryFn: () => answer }).subscribe(
      () => undefined,
    )
  })
  return client
}

describe('the moment of what is on screen', () => {
  it('is that of the newest answer, by the clock of the server', () => {
    const client = showing({ nowMs: NOON_MS - 5_000, asOfMs: null }, { nowMs: NOON_MS, asOfMs: null }, [
      'no time',
    ])
    expect(readShownNowMs(client)).toBe(NOON_MS)
  })

  it('is frozen where everything is known, to the second', () => {
    expect(readShownMomentMs(showing({ nowMs: NOON_MS, asOfMs: NOON_MS - 7_400 }))).toBe(NOON_MS - 8_000)
  })

  it('is the server’s now while the server is behind, because the screen reaches further than the data', () => {
    expect(readShownMomentMs(showing({ nowMs: NOON_MS, asOfMs: NOON_MS - 7_200_000 }))).toBe(NOON_MS)
  })

  it('heeds no answer that is not on screen', () => {
    const client = showing({ nowMs: NOON_MS, asOfMs: null })
    client.setQueryData(['of another page'], { nowMs: NOON_MS + 60_000, asOfMs: null })
    expect(readShownNowMs(client)).toBe(NOON_MS)
  })
})
