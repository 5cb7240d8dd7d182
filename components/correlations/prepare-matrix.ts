import type { CsvCell } from '@/components/ui/download-csv'
import type { InstancesAnswer } from '@/lib/contract/correlations'
import { coefficientText } from './prepare-pairs'

export interface MatrixPlace {
  row: number
  column: number
}

export interface MatrixColours {
  /** Red, green and blue of what moves alike, against it, not at all, and was not compared. */
  alike: readonly number[]
  against: readonly number[]
  none: readonly number[]
  unknown: readonly number[]
}

const CHANNELS = 4

/** One pixel a pair; the page enlarges them. */
export const matrixPixels = (
  similarity: InstancesAnswer['similarity'],
  { alike, against, none, unknown }: MatrixColours,
): Uint8ClampedArray<ArrayBuffer> => {
  const count = similarity.length
  const pixels = new Uint8ClampedArray(count * count * CHANNELS)
  similarity.forEach((values, row) => {
    values.forEach((value, column) => {
      const at = (row * count + column) * CHANNELS
      const end = value === null ? unknown : value < 0 ? against : alike
      const share = value === null ? 1 : Math.abs(value) / 100
      for (let channel = 0; channel < 3; channel += 1) {
        const from = none[channel] ?? 0
        pixels[at + channel] = from + ((end[channel] ?? 0) - from) * share
      }
      pixels[at + 3] = 255
    })
  })
  return pixels
}

/** The place that lies under a share of both sides. */
export const placeAt = (count: number, across: number, down: number): MatrixPlace => {
  const at = (share: number): number => Math.min(count - 1, Math.max(0, Math.floor(share * count)))
  return { row: at(down), column: at(across) }
}

const MOVES: Readonly<Record<string, MatrixPlace>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
}

/** Null where the key moves nothing. */
export const movedPlace = (place: MatrixPlace | null, key: string, count: number): MatrixPlace | null => {
  const move = MOVES[key]
  if (move === undefined) return null
  const within = (at: number): number => Math.min(count - 1, Math.max(0, at))
  return place === null
    ? { row: 0, column: 0 }
    : { row: within(place.row + move.row), column: within(place.column + move.column) }
}

type Matrix = Pick<InstancesAnswer, 'instances' | 'similarity'>

export const describePlace = ({ instances, similarity }: Matrix, place: MatrixPlace): string => {
  const [one, other] = [instances[place.row]?.name ?? '', instances[place.column]?.name ?? '']
  if (place.row === place.column) return one
  const value = similarity[place.row]?.[place.column] ?? null
  return `${one} and ${other}: ${value === null ? 'measured together too seldom' : coefficientText(value / 100)}`
}

export interface NearestRow {
  node: number
  name: string
  /** The one that moves most like it; null where it was compared with none. */
  nearest: string | null
  coefficient: number | null
  /** Mean of its similarity with all others. */
  mean: number | null
}

/** For each instance the one that is most like it, those first that are most alike. */
export const nearestRows = (matrix: Matrix): NearestRow[] =>
  nearestOfEach(matrix).sort((one, other) => (other.coefficient ?? -2) - (one.coefficient ?? -2))

const nearestOfEach = ({ instances, similarity }: Matrix): NearestRow[] =>
  instances.map(({ node, name }, row) => {
    let best: number | null = null
    let sum = 0
    let count = 0
    let nearest: string | null = null
    similarity[row]?.forEach((value, column) => {
      if (value === null || column === row) return
      sum += value
      count += 1
      if (best !== null && value <= best) return
      best = value
      nearest = instances[column]?.name ?? null
    })
    const coefficient: number | null = best
    return {
      node,
      name,
      nearest,
      coefficient: coefficient === null ? null : coefficient / 100,
      mean: count === 0 ? null : sum / count / 100,
    }
  })

export const describeInstances = ({
  instances,
  leftOut,
  nodes,
  metric,
  isProfileRemoved,
}: InstancesAnswer): string => {
  const left =
    leftOut === 0
      ? ''
      : ` ${String(leftOut)} left out: not measured in half of the window, or standing still.`
  const cut =
    nodes.compared < nodes.of
      ? ` ${String(nodes.compared)} of ${String(nodes.of)} nodes compared; a filter chooses others.`
      : ''
  const without = isProfileRemoved ? 'without its own rhythm of the day and its trend' : 'without its trend'
  return `${metric.resourceTitle} · ${metric.title} of ${String(instances.length)} nodes, each ${without}; what moves alike lies together.${left}${cut}`
}

export const nearestCsvRows = (answer: Matrix): CsvCell[][] => [
  ['node', 'most like', 'coefficient', 'mean with all'],
  ...nearestRows(answer).map(({ name, nearest, coefficient, mean }) => [name, nearest, coefficient, mean]),
]
