import { expect, it } from 'vitest'
import { createTurns } from './turns'

it('two who have much to do take turns, and between two steps everybody else is served', async () => {
  const turns = createTurns()
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
