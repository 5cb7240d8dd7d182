import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'

/** A server with its metrics over weeks, and the stretches that were labelled as anomalous. */
export interface Entity {
  name: string
  stepMs: number
  dimensions: readonly string[]
  /** By dimension. */
  values: readonly Float32Array[]
  segments: readonly Segment[]
}

/** [start, end) and which dimensions were found responsible. */
export interface Segment {
  start: number
  end: number
  responsible: ReadonlySet<number>
}

const description = z.object({
  entity: z.string(),
  train_rows: z.number(),
  step_s: z.number(),
  segments: z.array(z.object({ start: z.number(), end: z.number(), dims: z.array(z.string()) })),
})

export const readEntities = (folder: string, prefix: string): Entity[] =>
  readdirSync(folder)
    .filter((file) => file.startsWith(prefix) && file.endsWith('.json'))
    .sort()
    .map((file) => readEntity(folder, file.slice(0, -'.json'.length)))

const readEntity = (folder: string, name: string): Entity => {
  const {
    train_rows: trained,
    step_s: stepSeconds,
    segments,
  } = description.parse(JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')))
  const [heading = '', ...lines] = gunzipSync(readFileSync(path.join(folder, `${name}.csv.gz`)))
    .toString()
    .trim()
    .split('\n')
  const dimensions = heading.split(',').slice(0, -1)
  const cells = lines.map((line) => line.split(','))
  const isLabelled = (row: number) => Number(cells[row]?.at(-1)) === 1
  return {
    name,
    stepMs: stepSeconds * 1000,
    dimensions,
    values: dimensions.map((_, at) =>
      Float32Array.from(cells, (row) => (row[at] === '' ? NaN : Number(row[at] ?? NaN))),
    ),
    segments: segments.map(({ start, end, dims }) => ({
      start: trained + start,
      // Some publishers name the last row, others the first one after it; the labels of the rows tell.
      end: isLabelled(trained + end) ? trained + end + 1 : trained + end,
      responsible: new Set(dims.map((dimension) => dimensions.indexOf(dimension))),
    })),
  }
}
