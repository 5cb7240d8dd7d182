import type { Connection, Submittable } from 'pg'
import { int2, messageOf, withLength } from './binary-fields'
import type { BinaryField } from './binary-fields'
import type { Tx } from './reader'
import { withStoreErrors } from './store-errors'

/** Rows as raw bytes, without the copies and the planning of an INSERT. `target` is a table and its columns. */
export const copyInto = (tx: Tx, target: string, rows: readonly (readonly BinaryField[])[]): Promise<void> =>
  withStoreErrors(
    () =>
      new Promise((resolve, reject) => {
        tx.db.query(new BinaryCopyIn(target, rows, resolve, reject))
      }),
  )

const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const TRAILER = int2(-1)

/** What `pg` calls while the statement runs. */
class BinaryCopyIn implements Submittable {
  /** Set by `pg` to end its timeout. */
  callback: ((error: Error | null) => void) | undefined

  constructor(
    private readonly target: string,
    private readonly rows: readonly (readonly BinaryField[])[],
    private readonly resolve: () => void,
    private readonly reject: (error: Error) => void,
  ) {}

  submit(connection: Connection): void {
    connection.query(`COPY ${this.target} FROM STDIN (FORMAT binary)`)
  }

  /** A row is sent in one piece, because a system call for each of its fields would cost more than a copy. */
  handleCopyInResponse({ stream }: Connection): void {
    stream.cork()
    stream.write(Buffer.concat(messageOf('d', [HEADER])))
    for (const row of this.rows)
      stream.write(Buffer.concat(messageOf('d', [int2(row.length), ...row.flatMap(withLength)])))
    stream.write(Buffer.concat([...messageOf('d', [TRAILER]), ...messageOf('c', [])]))
    stream.uncork()
  }

  handleCommandComplete(): void {
    // All rows are there when the connection is ready again.
  }

  handleReadyForQuery(): void {
    this.callback?.(null)
    this.resolve()
  }

  /** `pg` hears that the connection is ready again, or lost, by itself. */
  handleError(error: Error): void {
    this.callback?.(error)
    this.reject(error)
  }
}
