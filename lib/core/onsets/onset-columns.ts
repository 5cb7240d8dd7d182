/** Bursts of one metric, in columns. */
export interface OnsetColumns {
  length: number
  /** Index into the rows of the metric. */
  row: Int32Array
  /** Index into `ONSET_LEVELS`. */
  level: Uint8Array
  startMs: Float64Array
  lengthMs: Float64Array
  /** How far the highest sample lies above the hours around it. */
  rise: Float32Array
}

/** How many robust standard deviations a burst rises above the hours around it. */
export const ONSET_LEVELS: readonly number[] = [3.5, 5, 8]

const FIRST_ROOM = 64

const roomFor = (size: number): Omit<OnsetColumns, 'length'> => ({
  row: new Int32Array(size),
  level: new Uint8Array(size),
  startMs: new Float64Array(size),
  lengthMs: new Float64Array(size),
  rise: new Float32Array(size),
})

/** Columns that grow as bursts are added. */
export class OnsetList {
  private room = roomFor(FIRST_ROOM)
  private used = 0

  add(row: number, level: number, startMs: number, lengthMs: number, rise: number): void {
    if (this.used === this.room.row.length) this.grow()
    const { room, used } = this
    room.row[used] = row
    room.level[used] = level
    room.startMs[used] = startMs
    room.lengthMs[used] = lengthMs
    room.rise[used] = rise
    this.used += 1
  }

  finish(): OnsetColumns {
    const { room, used } = this
    return {
      length: used,
      row: room.row.slice(0, used),
      level: room.level.slice(0, used),
      startMs: room.startMs.slice(0, used),
      lengthMs: room.lengthMs.slice(0, used),
      rise: room.rise.slice(0, used),
    }
  }

  private grow(): void {
    const { row, level, startMs, lengthMs, rise } = this.room
    this.room = roomFor(2 * row.length)
    this.room.row.set(row)
    this.room.level.set(level)
    this.room.startMs.set(startMs)
    this.room.lengthMs.set(lengthMs)
    this.room.rise.set(rise)
  }
}
