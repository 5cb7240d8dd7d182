import { expect, it } from 'vitest'
import { sumOfMetric } from './metrics-text'

it('all series of a metric are summed, and no other', () => {
  const text = '# TYPE rows counter\nrows{type="a"} 2\nrows{type="b"} 1e3\nrows_dropped 7\n'
  expect(sumOfMetric(text, 'rows{')).toBe(1002)
  expect(sumOfMetric(text, 'columns')).toBe(0)
})
