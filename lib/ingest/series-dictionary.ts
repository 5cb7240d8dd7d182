import { setImmediate as nextTurn } from 'node:timers/promises'
import { registerSeries, type CapRefusal, type Registration } from '@/lib/store/register-series'
import type { Store } from '@/lib/store/db'
import type { Deadline } from './deadline'
import type { DecodedBatch, UnresolvedSeries } from './decoded-batch'
import { seriesText } from './described-series'
import { createGroupCommit, type GroupCommit } from './group-commit'
import type { RawLabelCache } from './raw-label-cache'
import { refusalCode } from './refusal-codes'
import type { RefusedSeries } from './refused-series'
import type { Sender } from './sender'
import type { KnownSeries, SeriesIndex } from './series-index'

export interface SeriesDictionary {
  /** Gives every series of a batch its id, or a refusal; answers the node of each that was unresolved, by ordinal. */
  resolve(batch: DecodedBatch, origin: Origin, deadline: Deadline): Promise<NodeOfOrdinal>
}

/** Where a batch comes from. */
export interface Origin {
  sender: Sender
  cache: RawLabelCache
  /** The generation of the cache when the batch was decoded. */
  generation: number
}

export type NodeOfOrdinal = ReadonlyMap<number, number>

interface DictionaryOptions {
  store: Store
  index: SeriesIndex
  refused: RefusedSeries
  nowMs: () => number
}

interface Registering {
  sender: Sender
  series: readonly UnresolvedSeries[]
  registrations: Registration[]
}

const MAX_REGISTER_AT_ONCE = 4000
/** A request with more new series registers them in parts, so that others register between. */
const REGISTERED_AT_ONCE = 10_000
const RECOGNISED_AT_ONCE = 2000

const NOTHING_NEW: NodeOfOrdinal = new Map()

/** One id for one canonical label set, whatever the protocol. */
export function createSeriesDictionary(options: DictionaryOptions): SeriesDictionary {
  const registrar = createGroupCommit<Registering>({
    commit: (requests) => registerAll(options.store, requests, options.nowMs()),
    weightOf: (request) => request.series.length,
    maxCommitWeight: MAX_REGISTER_AT_ONCE,
    paceMs: 0,
  })
  return {
    async resolve(batch, origin, deadline) {
      const { unresolved } = batch
      if (unresolved.length === 0) return NOTHING_NEW
      const resolving = new Resolving(batch, origin, options)
      let unknown: UnresolvedSeries[] = []
      for (let from = 0; from < unresolved.length; from += RECOGNISED_AT_ONCE) {
        if (from > 0) await nextTurn()
        unknown.push(...resolving.recognise(unresolved.slice(from, from + RECOGNISED_AT_ONCE)))
        const isLast = from + RECOGNISED_AT_ONCE >= unresolved.length
        if (unknown.length === 0 || (unknown.length < REGISTERED_AT_ONCE && !isLast)) continue
        await resolving.register(unknown, registrar, deadline)
        unknown = []
      }
      return resolving.finish()
    },
  }
}

class Resolving {
  private readonly nodeOfOrdinal = new Map<number, number>()
  private readonly refused = new Map<UnresolvedSeries, CapRefusal>()

  constructor(
    private readonly batch: DecodedBatch,
    private readonly origin: Origin,
    private readonly options: DictionaryOptions,
  ) {}

  /** Answers what neither was registered nor refused as far as this process knows. */
  recognise(some: readonly UnresolvedSeries[]): UnresolvedSeries[] {
    const { index, refused } = this.options
    return some.filter((series) => {
      const known = index.find(series.hash)
      if (known !== null) {
        this.settle(series, known)
        return false
      }
      const refusal = refused.find(this.origin.sender.id, series.hash)
      if (refusal !== null) this.refused.set(series, refusal)
      return refusal === null
    })
  }

  async register(
    unknown: readonly UnresolvedSeries[],
    registrar: GroupCommit<Registering>,
    deadline: Deadline,
  ): Promise<void> {
    const { sender } = this.origin
    const { index, refused } = this.options
    const request: Registering = { sender, series: unknown, registrations: [] }
    await registrar.append(request, deadline)
    for (const [at, series] of unknown.entries()) {
      const registration = request.registrations[at]
      if (registration?.ok) {
        index.add(series.hash, registration)
        this.settle(series, registration)
        continue
      }
      const reason = registration?.reason ?? 'series_cap'
      refused.add(sender.id, series.hash, reason)
      this.refused.set(series, reason)
    }
  }

  private settle(series: UnresolvedSeries, { seriesId, groupId, nodeId }: KnownSeries): void {
    const { cache, generation } = this.origin
    this.batch.seriesIds[series.ordinal] = seriesId
    this.batch.groupIds[series.ordinal] = groupId
    this.batch.nodeIds.add(nodeId)
    this.nodeOfOrdinal.set(series.ordinal, nodeId)
    cache.remember(series.slot, generation, seriesId, groupId)
  }

  finish(): NodeOfOrdinal {
    if (this.refused.size > 0) refuseSeries(this.batch, this.refused, this.origin)
    return this.nodeOfOrdinal
  }
}

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
