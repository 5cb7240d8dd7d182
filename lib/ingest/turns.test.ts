import { expect, it } from 'vitest'
import { createTurns } from './turns'

it('two who have much to do take turns, and between two steps everybody else is served', async () => {
  let clockMs = 0
  const turns = createTurns(() => (clockMs += 1))
  const seen: string[] = []
  const steps = (name: string, count: number) => {
    let left = count
    return turns.work(() => {
      seen.push(name)
      left -= 1
      return left === 0
    })
  }
  const serve = () => {
    seen.push('other')
    if (seen.length < 9) setImmediate(serve)
  }
  const all = Promise.all([steps('a', 3), steps('b', 2)])
  setImmediate(serve)
  await all
  expect(seen.filter((name) => name !== 'other')).toEqual(['a', 'b', 'a', 'b', 'a'])
  expect(seen.join(' ')).not.toMatch(/[ab] [ab]/)
})

it('takes as many steps at a time as fit into a turn', async () => {
  let clockMs = 0
  const turns = createTurns(() => clockMs)
  const seen: string[] = []
  const steps = (name: string, count: number) => {
    let left = count
    return turns.work(() => {
      seen.push(name)
      clockMs += 0.5
      left -= 1
      return left === 0
    })
  }
  await Promise.all([steps('a', 4), steps('b', 1)])
  expect(seen.join('')).toBe('aabaa')
})

it('a step that fails ends its own work only', async () => {
  const turns = createTurns()
  const failing = turns.work(() => {
    throw new Error('broken')
  })
  const other = turns.work(() => true)
  await expect(failing).rejects.toThrow('broken')
  await other
  await turns.work(() => true)
})
