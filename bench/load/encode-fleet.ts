import type { Column } from '@/lib/core/series'
import { encodeLabels } from '@/lib/replay/encode/request-writer'
import { RequestWriter } from './request-writer'
import { SERIES_PER_NODE, columnsOfNode, labelsOfNode, type FleetSpan } from './fleet'

/** A request that waits to be sent: the same series of one tick after the other always travel in the same lane. */
export interface EncodedRequest {
  body: Uint8Array
  samples: number
  newestMs: number
}

/** Requests in the order of their lane: a lane is one connection, which sends the next after the answer. */
export type Lane = EncodedRequest[]

export interface EncodedFleet {
  lanes: Lane[]
  samples: number
  bodyBytes: number
}

export interface LoadShape extends FleetSpan {
  samplesPerRequest: number
  connections: number
}

/** Every sample of a fleet as compressed requests, each with consecutive series of one tick in the order of scraping. */
export function encodeFleet(shape: LoadShape): EncodedFleet {
  const { nodes, ticks, samplesPerRequest, connections } = shape
  const scraped = Array.from({ length: nodes }, (_, node) => ({
    series: labelsOfNode(node).map(encodeLabels),
    columns: columnsOfNode(node, shape),
  })).sort((a, b) => firstTimeMs(a.columns) - firstTimeMs(b.columns))
  const series = scraped.flatMap((node) => node.series)
  const columns = scraped.flatMap((node) => node.columns)
  const requestsPerTick = Math.ceil((nodes * SERIES_PER_NODE) / samplesPerRequest)
  const lanes: Lane[] = Array.from({ length: Math.min(connections, requestsPerTick) }, () => [])
  const writer = new RequestWriter()
  for (let tick = 0; tick < ticks; tick += 1)
    for (let request = 0; request < requestsPerTick; request += 1) {
      writer.begin()
      const from = request * samplesPerRequest
      const to = Math.min(series.length, from + samplesPerRequest)
      let newestMs = -Infinity
      for (let at = from; at < to; at += 1) {
        const [labels, column] = [series[at], columns[at]]
        if (labels === undefined || column === undefined) continue
        const timeMs = column.timesMs[tick] ?? 0
        newestMs = Math.max(newestMs, timeMs)
        writer.add(labels, timeMs, column.values[tick] ?? 0)
      }
      lanes[request % lanes.length]?.push({ body: writer.finish(), samples: to - from, newestMs })
    }
  return summarise(lanes)
}

const firstTimeMs = (columns: readonly Column[]): number => columns[0]?.timesMs[0] ?? 0

function summarise(lanes: Lane[]): EncodedFleet {
  const requests = lanes.flat()
  return {
    lanes,
    samples: requests.reduce((sum, { samples }) => sum + samples, 0),
    bodyBytes: requests.reduce((sum, { body }) => sum + body.length, 0),
  }
}
