import type { Connection, PoolClient, Submittable } from 'pg'
import { timed } from '@/lib/telemetry/timing'
import { CorruptBlockError } from './byte-reader'
import { isTx } from './reader'
import type { Reader } from './reader'
import { isUnavailable, toStoreError, withStoreErrors } from './store-errors'

/** The fields of one row as Postgres's binary format writes them, in memory of its own; null is NULL. */
export type BinaryRow = readonly (Buffer<ArrayBuffer> | null)[]

/** Rows as raw bytes: `pg` would first make text of every matrix. The statement takes no parameters, so it holds literals. */
export const copyRows = (reader: Reader, statement: string): Promise<BinaryRow[]> =>
  timed('read', () => copyFrom(reader, statement))

async function copyFrom(reader: Reader, statement: string): Promise<BinaryRow[]> {
  if (isTx(reader)) {
    const { db } = reader
    return withStoreErrors(() => runCopy(db, statement))
  }
  const client = await withStoreErrors(() => reader.db.connect() as Promise<PoolClient>)
  let broken = false
  try {
    return await runCopy(client, statement)
  } catch (error) {
    broken = isUnavailable(error)
    throw toStoreError(error)
  } finally {
    client.release(broken)
  }
}

const runCopy = (client: PoolClient, statement: string): Promise<BinaryRow[]> =>
  new Promise((resolve, reject) => {
    client.query(new BinaryCopy(statement, resolve, reject))
  })

const HEADER_BYTES = 19
const EXTENSION_LENGTH_AT = 15
const END = -1

/** What `pg` calls while the statement runs; Postgres sends one message per row, the first behind the header. */
class BinaryCopy implements Submittable {
  /** Set by `pg` to end its timeout. */
  callback: ((error: Error | null) => void) | undefined
  private readonly rows: BinaryRow[] = []
  private headerRead = false
  private failure: Error | null = null

  constructor(
    private readonly statement: string,
    private readonly resolve: (rows: BinaryRow[]) => void,
    private readonly reject: (error: Error) => void,
  ) {}

  submit(connection: Connection): void {
    connection.query(`COPY (${this.statement}) TO STDOUT (FORMAT binary)`)
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    let at = 0
    if (!this.headerRead) {
      if (chunk.length < HEADER_BYTES)
        return this.handleError(new CorruptBlockError('a binary copy without its header'))
      at = HEADER_BYTES + chunk.readInt32BE(EXTENSION_LENGTH_AT)
      this.headerRead = true
    }
    if (at < chunk.length && chunk.readInt16BE(at) !== END) this.rows.push(readRow(chunk, at))
  }

  handleCommandComplete(): void {
    // The rows are complete when the connection is ready again.
  }

  handleReadyForQuery(): void {
    this.callback?.(this.failure)
    if (this.failure) this.reject(this.failure)
    else this.resolve(this.rows)
  }

  /** After an error of the server the connection becomes ready again; after a lost connection or a timeout it does not. */
  handleError(error: Error): void {
    this.failure ??= error
    this.callback?.(error)
    this.reject(error)
  }
}

const LENGTH_BYTES = 4
const ALIGNMENT = 8

/**
 * Copies the row, because `pg` uses its buffer again; at once, because memory for each field costs more than the copy.
 * Its last field lies aligned, and so do those before it whose lengths are multiples of four.
 */
function readRow(chunk: Buffer, from: number): BinaryRow {
  const fields = chunk.readInt16BE(from)
  let end = from + 2
  let lastAt = end
  for (let field = 0; field < fields; field++) {
    lastAt = end + LENGTH_BYTES
    end = lastAt + Math.max(0, chunk.readInt32BE(end))
  }
  const shift = -(lastAt - from) & (ALIGNMENT - 1)
  const copy = Buffer.allocUnsafeSlow(shift + end - from)
  copy.set(chunk.subarray(from, end), shift)
  return fieldsOf(copy, shift, fields)
}

function fieldsOf(row: Buffer<ArrayBuffer>, from: number, fields: number): BinaryRow {
  let at = from + 2
  return Array.from({ length: fields }, () => {
    const length = row.readInt32BE(at)
    const begin = at + LENGTH_BYTES
    at = begin + Math.max(0, length)
    return length < 0 ? null : row.subarray(begin, at)
  })
}
