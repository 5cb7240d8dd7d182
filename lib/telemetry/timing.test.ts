import { expect, it } from 'vitest'
import { timed, timedSync, withStopwatch } from './timing'

const durations = (header: string): Map<string, number> =>
  new Map(
    header.split(', ').map((part) => {
      const [name = '', duration = ''] = part.split(';dur=')
      return [name, Number(duration)]
    }),
  )

it('the stages of an answer add up to its total, also when one lies within another', async () => {
  const header = await withStopwatch(async (stopwatch) => {
    await timed('read', async () => {
      await Promise.resolve()
      timedSync('decode', () => 1)
    })
    timedSync('serialize', () => 1)
    return stopwatch.toHeader()
  })
  const spent = durations(header)
  expect([...spent.keys()]).toEqual(['read', 'decode', 'compute', 'serialize', 'total'])
  const stages = [...spent].filter(([name]) => name !== 'total').reduce((sum, [, ms]) => sum + ms, 0)
  expect(Math.abs(stages - (spent.get('total') ?? 0))).toBeLessThan(0.1)
})

it('two answers at the same time are measured apart', async () => {
  const [one, other] = await Promise.all([
    withStopwatch(async (stopwatch) => {
      await timed('read', () => Promise.resolve())
      return stopwatch.toHeader()
    }),
    withStopwatch((stopwatch) => Promise.resolve(stopwatch.toHeader())),
  ])
  expect(durations(one).has('read')).toBe(true)
  expect(durations(other).has('read')).toBe(false)
})

it('a failure still ends its stage, and outside of an answer nothing is measured', async () => {
  const header = await withStopwatch(async (stopwatch) => {
    await timed('read', () => Promise.reject(new Error('planned'))).catch(() => undefined)
    return stopwatch.toHeader()
  })
  expect(durations(header).has('read')).toBe(true)
  expect(timedSync('decode', () => 2)).toBe(2)
})
