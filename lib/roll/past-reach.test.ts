import { expect, it } from 'vitest'
import { BUCKET_MS } from '@/lib/core/times'
import { PastReach } from './past-reach'

const bucket = (number: number): number => number * BUCKET_MS

it('needs what the node needs that is furthest behind, and the bucket before', () => {
  const reach = new PastReach()
  expect(reach.neededFromMs).toBe(Infinity)
  for (const number of [10, 11, 12]) reach.sealed(0, bucket(number))
  reach.sealed(7, bucket(10))
  expect(reach.neededFromMs).toBe(bucket(9))
})

it('leaves behind who is too far back', () => {
  const reach = new PastReach()
  reach.sealed(3, bucket(1))
  reach.sealed(4, bucket(100))
  expect(reach.neededFromMs).toBe(bucket(93))
})
