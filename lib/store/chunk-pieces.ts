import { mergeColumns } from '@/lib/core/merge-samples'
import type { Column, Window } from '@/lib/core/series'
import { HOUR_MS, hourOf } from '@/lib/core/times'
import { decodeChunk } from './chunk-codec'
import { cutColumn, payloadOf, type SourceGroup } from './chunks'
import { copyRows } from './copy-rows'
import type { Reader } from './reader'
import { readRawSamples } from './raw-series'
import type { Snapshot } from './snapshot'

/** A short time of some series of one group. */
export interface ChunkPiece extends Window {
  groupId: number
  seriesIds: ReadonlySet<number>
}

type Columns = Map<number, Column>

/** So many hours of groups are read in one statement. */
const HOURS_AT_ONCE = 64

/**
 * The samples of many pieces that lie far from each other, by piece and series: as `readRawSamples`, but in few statements,
 * and of an hour that several pieces touch only once.
 */
export const readPieces = async (
  snapshot: Snapshot,
  pieces: readonly ChunkPiece[],
  sourceGroup: SourceGroup,
  checkpoint: () => void,
): Promise<Columns[]> => {
  const found = pieces.map((piece): FoundPiece => ({ piece, columns: new Map() }))
  const isSealed = ({ groupId, toMs }: ChunkPiece): boolean =>
    toMs <= (snapshot.state.groups.get(groupId)?.sealedUntilMs ?? -Infinity)
  const hours = byHour(found.filter(({ piece }) => isSealed(piece)))
  for (let from = 0; from < hours.length; from += HOURS_AT_ONCE) {
    await addHours(snapshot, hours.slice(from, from + HOURS_AT_ONCE), sourceGroup)
    checkpoint()
  }
  for (const one of found.filter(({ piece }) => !isSealed(piece))) {
    const asked = { ...one.piece, sourceGroups: [sourceGroup] }
    one.columns = await readRawSamples(snapshot, one.piece.groupId, asked)
    checkpoint()
  }
  return found.map(({ columns }) => columns)
}

interface FoundPiece {
  piece: ChunkPiece
  columns: Columns
}

interface GroupHour {
  groupId: number
  hourMs: number
  pieces: FoundPiece[]
}

const keyOf = (groupId: number, hourMs: number): string => `${String(groupId)} ${String(hourMs)}`

const byHour = (pieces: readonly FoundPiece[]): GroupHour[] => {
  const hours = new Map<string, GroupHour>()
  for (const found of pieces) {
    const { groupId, fromMs, toMs } = found.piece
    for (let hourMs = hourOf(fromMs); hourMs < toMs; hourMs += HOUR_MS) {
      const key = keyOf(groupId, hourMs)
      const hour = hours.get(key) ?? { groupId, hourMs, pieces: [] }
      hour.pieces.push(found)
      hours.set(key, hour)
    }
  }
  return [...hours.values()].sort((one, other) => one.hourMs - other.hourMs)
}

const addHours = async (
  reader: Reader,
  hours: readonly GroupHour[],
  sourceGroup: SourceGroup,
): Promise<void> => {
  const keys = hours.map(({ groupId, hourMs }) => `(${String(Number(groupId))}, ${String(Number(hourMs))})`)
  const rows = await copyRows(
    reader,
    `SELECT codec, payload, group_id, hour_ms FROM chunk
     WHERE (group_id, hour_ms) IN (${keys.join(', ')}) AND source_group = '${sourceGroup}' ORDER BY hour_ms, group_id, part`,
  )
  const hoursByKey = new Map(hours.map((hour) => [keyOf(hour.groupId, hour.hourMs), hour]))
  for (const row of rows) {
    const [, , groupId, hourMs] = row
    const key = keyOf(groupId?.readInt32BE(0) ?? NaN, Number(hourMs?.readBigInt64BE(0)))
    const ofHour = hoursByKey.get(key)?.pieces ?? []
    const wanted = new Set(ofHour.flatMap(({ piece }) => [...piece.seriesIds]))
    const columns = decodeChunk(payloadOf(row), wanted)
    for (const one of ofHour) addColumns(one, columns)
  }
}

const addColumns = ({ piece, columns: into }: FoundPiece, read: Columns): void => {
  const { fromMs, toMs, seriesIds } = piece
  for (const seriesId of seriesIds) {
    const column = read.get(seriesId)
    if (column === undefined) continue
    const cut = cutColumn(column, fromMs, toMs)
    if (cut.timesMs.length === 0) continue
    const known = into.get(seriesId)
    into.set(seriesId, known === undefined ? cut : mergeColumns(known, cut).column)
  }
}
