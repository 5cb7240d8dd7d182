import type { Connection, Submittable } from 'pg'
import type { Tx } from './reader'
import { withStoreErrors } from './store-errors'

/** A field in Postgres's binary format. */
export type BinaryField = Uint8Array

export const int4 = (value: number): BinaryField => {
  const bytes = Buffer.allocUnsafe(4)
  bytes.writeInt32BE(value)
  return bytes
}

export const int8 = (value: number): BinaryField => {
  const bytes = Buffer.allocUnsafe(8)
  bytes.writeBigInt64BE(BigInt(value))
  return bytes
}

export const text = (value: string): BinaryField => Buffer.from(value, 'utf8')

/** Rows as raw bytes, without the copies and the planning of an INSERT. `target` is a table and its columns. */
export const copyInto = (
  tx: Tx,
  target: string,
  rows: readonly (readonly BinaryField[])[],
): Promise<void> =>
  withStoreErrors(
    () =>
      new Promise((resolve, reject) => {
        tx.db.query(new BinaryCopyIn(target, rows, resolve, reject))
      }),
  )

const COPY_DATA = 0x64
const LENGTH_BYTES = 4
const COUNT_BYTES = 2
const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const TRAILER = Buffer.from([0xff, 0xff])
const COPY_DONE = Buffer.from([0x63, 0, 0, 0, LENGTH_BYTES])

/** What `pg` calls while the statement runs. */
class BinaryCopyIn implements Submittable {
  /** Set by `pg` to end its timeout. */
  callback: ((error: Error | null) => void) | undefined
  private failure: Error | null = null

  constructor(
    private readonly target: string,
    private readonly rows: readonly (readonly BinaryField[])[],
    private readonly resolve: () => void,
    private readonly reject: (error: Error) => void,
  ) {}

  submit(connection: Connection): void {
    connection.query(`COPY ${this.target} FROM STDIN (FORMAT binary)`)
  }

  handleCopyInResponse({ stream }: Connection): void {
    stream.write(messageOf([HEADER]))
    for (const row of this.rows) stream.write(messageOf([countOf(row), ...row.flatMap(withLength)]))
    stream.write(messageOf([TRAILER]))
    stream.write(COPY_DONE)
  }

  handleCommandComplete(): void {
    // All rows are there when the connection is ready again.
  }

  handleReadyForQuery(): void {
    this.callback?.(this.failure)
    if (this.failure) this.reject(this.failure)
    else this.resolve()
  }

  /** After an error of the server the connection becomes ready again; after a lost connection or a timeout it does not. */
  handleError(error: Error): void {
    this.failure ??= error
    this.callback?.(error)
    this.reject(error)
  }
}

function countOf(row: readonly BinaryField[]): Uint8Array {
  const bytes = Buffer.allocUnsafe(COUNT_BYTES)
  bytes.writeInt16BE(row.length)
  return bytes
}

const withLength = (field: BinaryField): Uint8Array[] => [int4(field.length), field]

function messageOf(parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const message = Buffer.allocUnsafe(1 + LENGTH_BYTES + length)
  message[0] = COPY_DATA
  message.writeInt32BE(LENGTH_BYTES + length, 1)
  let at = 1 + LENGTH_BYTES
  for (const part of parts) {
    message.set(part, at)
    at += part.length
  }
  return message
}
