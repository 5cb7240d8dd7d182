import { appendLatencyPoints, type ClusterPoints } from '@/lib/store/latency/append-points'
import type { LatencyPoint } from '@/lib/core/latency/point'
import type { Store } from '@/lib/store/db'
import { latencySourceKey, registerLatencySeries, type LatencySource } from '@/lib/store/latency/series'
import type { Deadline } from '../deadline'
import { createGroupCommit } from '../group-commit'
import type { Sender } from '../sender'
import type { ToldPoint } from './told-point'

export interface LatencyQueue {
  /** Settles with the commit that made the points durable; answers those that a cap left no room for. */
  append<Point extends ToldPoint>(
    sender: Sender,
    points: readonly Point[],
    deadline: Deadline,
  ): Promise<Point[]>
  drain(): Promise<void>
}

interface QueueOptions {
  store: Store
  nowMs: () => number
}

const MAX_POINTS_A_COMMIT = 5000
const PACE_MS = 5
/** Ids never change; what is forgotten is asked for again. */
const KNOWN_SOURCES = 200_000

const nameOf = ({ cluster, service, operation, vantage, node, origin }: LatencySource): string =>
  JSON.stringify([cluster, service, operation, vantage, node, origin])

export const createLatencyQueue = ({ store, nowMs }: QueueOptions): LatencyQueue => {
  const ids = new Map<string, number>()
  const commits = createGroupCommit<ClusterPoints[]>({
    commit: (told) => appendLatencyPoints(store, told.flat(), nowMs()),
    weightOf: (told) => told.reduce((sum, { points }) => sum + points.length, 1),
    maxCommitWeight: MAX_POINTS_A_COMMIT,
    paceMs: PACE_MS,
  })

  const learn = async (sender: Sender, points: readonly ToldPoint[]): Promise<void> => {
    const unknown = new Map<string, LatencySource>()
    for (const { source } of points) {
      const name = nameOf(source)
      if (!ids.has(name)) unknown.set(name, source)
    }
    if (unknown.size === 0) return
    const caps = { id: sender.id, seriesCap: sender.principal.seriesCap }
    const registered = await registerLatencySeries(store, caps, [...unknown.values()], nowMs())
    if (ids.size + unknown.size > KNOWN_SOURCES) ids.clear()
    for (const [name, source] of unknown) {
      const id = registered.get(latencySourceKey(source))
      if (id !== undefined) ids.set(name, id)
    }
  }

  return {
    async append(sender, points, deadline) {
      if (points.length === 0) return []
      await learn(sender, points)
      const refused: (typeof points)[number][] = []
      const clusters = new Map<string, LatencyPoint[]>()
      for (const point of points) {
        const { source, timeMs, batch, content } = point
        const seriesId = ids.get(nameOf(source))
        if (seriesId === undefined) {
          refused.push(point)
          continue
        }
        const known = clusters.get(source.cluster)
        const told = { seriesId, timeMs, batch, content }
        if (known === undefined) clusters.set(source.cluster, [told])
        else known.push(told)
      }
      const told = [...clusters].map(([cluster, some]) => ({ cluster, points: some }))
      if (told.length > 0) await commits.append(told, deadline)
      return refused
    },
    drain: () => commits.drain(),
  }
}
