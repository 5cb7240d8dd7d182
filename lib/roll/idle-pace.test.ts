import { expect, it } from 'vitest'
import { IdlePace } from './idle-pace'

it('looks each time as long as there is work, and rests once there is none', async () => {
  let nowMs = 0
  let waiting = 2
  const looks: number[] = []
  const pace = new IdlePace(8000, () => nowMs)
  for (; nowMs <= 22_000; nowMs += 2000)
    await pace.run(async () => {
      looks.push(nowMs)
      waiting -= 1
      return Promise.resolve(waiting >= 0)
    })
  expect(looks).toEqual([0, 2000, 4000, 12_000, 20_000])
})
