import { ARRAY_HEADER_BYTES, BYTEA_OID, LENGTH_BYTES, writeArrayHeader } from './binary-array'
import type { BinaryField } from './binary-fields'
import { createEntryRoom, encodeLogInto, roomOfEntry } from './log-codec'
import type { LogColumns } from './log-columns'

/** What is larger is made for once. */
const KEPT_BYTES = 8 * 1024 * 1024

/** Encodes the entries of one commit after the other as a `bytea[]` parameter, in memory that is used again. */
export class LogEntries {
  private kept = createEntryRoom(0)

  /** Valid until the next call. */
  encode(batches: readonly LogColumns[]): BinaryField {
    const needed = batches.reduce(
      (sum, { seriesIds }) => sum + LENGTH_BYTES + roomOfEntry(seriesIds.length),
      ARRAY_HEADER_BYTES,
    )
    const room = this.roomFor(needed)
    writeArrayHeader(room.view, BYTEA_OID, batches.length)
    let at = ARRAY_HEADER_BYTES
    for (const batch of batches) {
      const start = at + LENGTH_BYTES
      const end = encodeLogInto(room, start, batch)
      room.view.setInt32(at, end - start)
      at = end
    }
    return room.bytes.subarray(0, at)
  }

  private roomFor(length: number) {
    if (length > KEPT_BYTES) return createEntryRoom(length)
    if (length > this.kept.bytes.length) this.kept = createEntryRoom(Math.min(KEPT_BYTES, 2 * length))
    return this.kept
  }
}
