import { expect, it } from 'vitest'
import type { InstancesAnswer } from '@/lib/contract/correlations'
import { describePlace, matrixPixels, movedPlace, nearestRows, placeAt } from './prepare-matrix'

const COLOURS = { alike: [0, 0, 200], against: [200, 0, 0], none: [100, 100, 100], unknown: [7, 8, 9] }
const MATRIX: Pick<InstancesAnswer, 'instances' | 'similarity'> = {
  instances: ['a', 'b', 'c'].map((name, node) => ({ node, name })),
  similarity: [
    [100, 50, null],
    [50, 100, -100],
    [null, -100, 100],
  ],
}

it('paints what moves alike, against each other, not at all, and what is not known apart', () => {
  const pixels = matrixPixels(MATRIX.similarity, COLOURS)
  const at = (row: number, column: number) => [
    ...pixels.slice((row * 3 + column) * 4, (row * 3 + column) * 4 + 3),
  ]
  expect([at(0, 0), at(0, 1), at(1, 2), at(0, 2)]).toEqual([
    [0, 0, 200],
    [50, 50, 150],
    [200, 0, 0],
    [7, 8, 9],
  ])
})

it('points within the matrix, by pointer and by keyboard', () => {
  expect(placeAt(3, 0.4, 1)).toEqual({ row: 2, column: 1 })
  expect(movedPlace({ row: 2, column: 1 }, 'ArrowDown', 3)).toEqual({ row: 2, column: 1 })
  expect(movedPlace(null, 'ArrowLeft', 3)).toEqual({ row: 0, column: 0 })
  expect(movedPlace(null, 'x', 3)).toBeNull()
})

it('names both nodes of a cell and says where they were not compared', () => {
  const describe = (row: number, column: number) => describePlace(MATRIX, { row, column })
  expect([describe(0, 1), describe(0, 2), describe(1, 1)]).toEqual([
    'a and b: +0.50',
    'a and c: measured together too seldom',
    'b',
  ])
})

it('finds the most alike of each', () => {
  expect(nearestRows(MATRIX).map(({ nearest, mean }) => [nearest, mean])).toEqual([
    ['b', 0.5],
    ['a', -0.25],
    ['b', -1],
  ])
})
