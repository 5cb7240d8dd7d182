import { registerSeries, type Registration } from '@/lib/store/register-series'
import type { Store } from '@/lib/store/db'
import type { DecodedBatch, UnresolvedSeries } from './decoded-batch'
import { seriesText } from './described-series'
import { createGroupCommit } from './group-commit'
import type { RawLabelCache } from './raw-label-cache'
import { refusalCode } from './refusal-codes'
import type { Sender } from './sender'
import { createSeriesIndex, type KnownSeries } from './series-index'

export interface SeriesDictionary {
  /** Gives every series of a batch its id, or a refusal; answers the nodes of what was new to the sender. */
  resolve(batch: DecodedBatch, origin: Origin, signal: AbortSignal): Promise<Resolved>
}

/** Where a batch comes from. */
export interface Origin {
  sender: Sender
  cache: RawLabelCache
  /** The generation of the cache when the batch was decoded. */
  generation: number
}

export interface Resolved {
  nodeIds: ReadonlySet<number>
  /** The node of each series that was not in the cache, by ordinal. */
  nodeOfOrdinal: ReadonlyMap<number, number>
}

interface DictionaryOptions {
  store: Store
  maxSeries: number
  nowMs: () => number
}

interface Registering {
  sender: Sender
  series: UnresolvedSeries[]
  registrations: Registration[]
}

const MAX_REGISTER_AT_ONCE = 5000
const MAX_WAITING_SERIES = 1_000_000

/** One id for one canonical label set, whatever the protocol. */
export function createSeriesDictionary({ store, maxSeries, nowMs }: DictionaryOptions): SeriesDictionary {
  const index = createSeriesIndex(maxSeries)
  const registrar = createGroupCommit<Registering>({
    commit: (requests) => registerAll(store, requests, nowMs()),
    weightOf: (request) => request.series.length,
    maxWeight: MAX_WAITING_SERIES,
    maxCommitWeight: MAX_REGISTER_AT_ONCE,
  })

  return {
    async resolve(batch, origin, signal) {
      const nodeOfOrdinal = new Map<number, number>()
      const settle = (series: UnresolvedSeries, known: KnownSeries) => {
        batch.seriesIds[series.ordinal] = known.seriesId
        batch.groupIds[series.ordinal] = known.groupId
        nodeOfOrdinal.set(series.ordinal, known.nodeId)
        origin.cache.remember(series.slot, origin.generation, known.seriesId, known.groupId)
      }
      const unknown: UnresolvedSeries[] = []
      for (const series of batch.unresolved) {
        const known = index.find(series.hash)
        if (known === null) unknown.push(series)
        else settle(series, known)
      }
      if (unknown.length > 0) {
        const request: Registering = { sender: origin.sender, series: unknown, registrations: [] }
        await registrar.append(request, signal)
        const refused = new Map<UnresolvedSeries, CapRefusal>()
        for (const [at, series] of unknown.entries()) {
          const registration = request.registrations[at]
          if (registration?.ok) {
            index.add(series.hash, registration)
            settle(series, registration)
          } else refused.set(series, registration?.reason ?? 'series_cap')
        }
        if (refused.size > 0) refuseSeries(batch, refused, origin)
      }
      return { nodeIds: new Set(nodeOfOrdinal.values()), nodeOfOrdinal }
    },
  }
}

type CapRefusal = 'series_cap' | 'node_cap'

function refuseSeries(
  batch: DecodedBatch,
  refused: ReadonlyMap<UnresolvedSeries, CapRefusal>,
  { cache, generation }: Origin,
): void {
  const samples = new Int32Array(batch.seriesIds.length)
  for (const ordinal of batch.sampleOrdinals) samples[ordinal] = (samples[ordinal] ?? 0) + 1
  for (const [series, reason] of refused) {
    const code = refusalCode(reason)
    batch.seriesIds[series.ordinal] = code
    cache.remember(series.slot, generation, code, 0)
    batch.refusals.add(reason, samples[series.ordinal] ?? 0, () => seriesText(series))
  }
}

/** Requests of one sender are registered together. */
async function registerAll(store: Store, requests: readonly Registering[], nowMs: number): Promise<void> {
  const senders = new Map(requests.map((request) => [request.sender.id, request.sender]))
  for (const sender of senders.values()) {
    const own = requests.filter((request) => request.sender.id === sender.id)
    const series = own.flatMap((request) => request.series)
    const answers = await registerSeries(store, sender.id, series, sender.principal, nowMs)
    let from = 0
    for (const request of own) {
      request.registrations = answers.slice(from, from + request.series.length)
      from += request.series.length
    }
  }
}
