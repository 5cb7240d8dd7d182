import { describe, expect, it } from 'vitest'
import { toFactHistories } from './to-fact-histories'

const observed = (name: string, device: string, value: string, observedMs: number) => ({
  nodeId: 1,
  name,
  device,
  value,
  observedMs,
})

describe('facts with their history', () => {
  it('show the present value since when it holds, and the earlier ones newest first', () => {
    const facts = toFactHistories([
      observed('kernel', '', '6.1.0-26', 1),
      observed('kernel', '', '6.1.0-28', 2),
      observed('kernel', '', '6.1.0-30', 3),
      observed('driver', 'eth0', 'vif', 1),
    ])
    expect(facts[0]).toEqual({
      device: '',
      name: 'kernel',
      value: '6.1.0-30',
      sinceMs: 3,
      history: [
        { value: '6.1.0-28', observedMs: 2 },
        { value: '6.1.0-26', observedMs: 1 },
      ],
    })
    expect(facts[1]).toMatchObject({ name: 'driver', device: 'eth0', history: [] })
  })

  it('keep the same fact of two devices apart', () => {
    expect(
      toFactHistories([observed('driver', 'eth0', 'a', 1), observed('driver', 'eth1', 'a', 1)]),
    ).toHaveLength(2)
  })
})
