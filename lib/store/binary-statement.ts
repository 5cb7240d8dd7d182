import type { Connection, PoolClient, Submittable } from 'pg'
import { int2, messageOf, text, withLength } from './binary-fields'
import type { BinaryField } from './binary-fields'
import type { Tx } from './reader'
import type { Planned } from './sql'
import { withStoreErrors } from './store-errors'

/** Runs a statement whose large parameters `pg` would copy several times; answers how many rows it made or changed. */
export const executeBinary = (
  tx: Tx,
  statement: Planned,
  parameters: readonly BinaryField[],
): Promise<number> => withStoreErrors(() => run(tx.db, statement, parameters))

const run = (client: PoolClient, statement: Planned, parameters: readonly BinaryField[]): Promise<number> =>
  new Promise((resolve, reject) => {
    client.query(new BinaryExecution(statement, parameters, resolve, reject))
  })

/** Names of the statements that a connection has planned. */
const planned = new WeakMap<Connection, Set<string>>()

const NUL = Buffer.from([0])
const ALL_BINARY = [int2(1), int2(1)]
const ALL_ROWS = Buffer.alloc(4)

/** What `pg` calls while the statement runs. */
class BinaryExecution implements Submittable {
  /** Set by `pg` to end its timeout. */
  callback: ((error: Error | null) => void) | undefined
  private rowCount = 0

  constructor(
    private readonly statement: Planned,
    private readonly parameters: readonly BinaryField[],
    private readonly resolve: (rowCount: number) => void,
    private readonly reject: (error: Error) => void,
  ) {}

  submit(connection: Connection): void {
    const { name, text: sql } = this.statement
    const { stream } = connection
    stream.cork()
    if (!planned.get(connection)?.has(name)) {
      // A plan outlives the transaction in which its first use failed.
      writeAll(connection, messageOf('C', [text('S'), text(name), NUL]))
      writeAll(connection, messageOf('P', [text(name), NUL, text(sql), NUL, int2(0)]))
    }
    const bound = [int2(this.parameters.length), ...this.parameters.flatMap(withLength), int2(0)]
    writeAll(connection, messageOf('B', [NUL, text(name), NUL, ...ALL_BINARY, ...bound]))
    writeAll(connection, messageOf('E', [NUL, ALL_ROWS]))
    connection.sync()
    stream.uncork()
  }

  handleDataRow(): void {
    // Only the number of rows matters.
  }

  handleCommandComplete({ text: tag }: { text: string }): void {
    this.rowCount = Number(tag.split(' ').at(-1))
  }

  handleReadyForQuery(connection: Connection): void {
    const names = planned.get(connection) ?? new Set()
    planned.set(connection, names.add(this.statement.name))
    this.callback?.(null)
    this.resolve(this.rowCount)
  }

  handleError(error: Error): void {
    this.callback?.(error)
    this.reject(error)
  }
}

/** Smaller parts are written together, because each write costs more than its copy. */
const LARGE_BYTES = 4096

function writeAll({ stream }: Connection, parts: readonly Uint8Array[]): void {
  let small: Uint8Array[] = []
  for (const part of parts) {
    if (part.length < LARGE_BYTES) {
      small.push(part)
      continue
    }
    stream.write(Buffer.concat(small))
    stream.write(part)
    small = []
  }
  if (small.length > 0) stream.write(Buffer.concat(small))
}
