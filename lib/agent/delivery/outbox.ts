import type { Log } from '../log'
import type { Batch } from './batch'
import { fileNameOf, kindOf, timestampOf, type OutboxFolder } from './outbox-folder'

export interface OutboxLimits {
  /** Of what waits in memory: the batch in flight, or everything where the folder cannot be written. */
  memoryBytes: number
  diskBytes: number
}

interface WaitingBatch extends Batch {
  name: string
}

/** Batches that no server has taken yet, oldest first. */
export interface Outbox {
  add(batch: Batch): void
  first(): WaitingBatch | null
  remove(name: string): void
  /** Moves what is only in memory to the folder, to outlive this process. */
  store(): void
  count(): number
}

interface Entry {
  name: string
  bytes: number
  /** Null when it is in the folder. */
  body: Buffer | null
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

export const createOutbox = (
  folder: OutboxFolder,
  limits: OutboxLimits,
  log: Log,
  processId: number,
): Outbox => {
  const entries: Entry[] = readStored()
  let isWritable = true
  let dropped = 0

  function readStored(): Entry[] {
    try {
      return folder.list().map(({ name, bytes }) => ({ name, bytes, body: null }))
    } catch (error) {
      log(`cannot read ${folder.path}, what it holds is not sent: ${messageOf(error)}`)
      return []
    }
  }

  const isStored = ({ body }: Entry): boolean => body === null
  const isUnstored = ({ body }: Entry): boolean => body !== null
  const bytesOf = (isCounted: (entry: Entry) => boolean): number =>
    entries.reduce((sum, entry) => (isCounted(entry) ? sum + entry.bytes : sum), 0)

  const removeFile = (name: string): void => {
    try {
      folder.remove(name)
    } catch (error) {
      log(`cannot remove ${name} from ${folder.path}: ${messageOf(error)}`)
    }
  }

  const forget = (entry: Entry): void => {
    entries.splice(entries.indexOf(entry), 1)
    if (isStored(entry)) removeFile(entry.name)
  }

  /** The oldest goes first: what is newest says most about now. */
  const keepWithin = (limitBytes: number, isCounted: (entry: Entry) => boolean): void => {
    let excess = bytesOf(isCounted) - limitBytes
    if (excess <= 0) return
    for (const entry of entries.filter(isCounted).slice(0, -1)) {
      if (excess <= 0) return
      excess -= entry.bytes
      forget(entry)
      dropped += 1
      if (dropped === 1 || dropped % 100 === 0) {
        log(`the buffer is full: dropped ${dropped} of the oldest batches so far`)
      }
    }
  }

  const storeEntry = (entry: Entry): boolean => {
    if (entry.body === null) return true
    try {
      folder.write(entry.name, entry.body)
      entry.body = null
      if (!isWritable) log(`can write to ${folder.path} again`)
      isWritable = true
    } catch (error) {
      if (isWritable) log(`cannot write to ${folder.path}, keeping batches in memory: ${messageOf(error)}`)
      isWritable = false
    }
    return isWritable
  }

  const store = (): void => {
    entries.every(storeEntry)
    keepWithin(limits.diskBytes, isStored)
  }

  const first = (): WaitingBatch | null => {
    for (;;) {
      const entry = entries[0]
      if (entry === undefined) return null
      const body = entry.body ?? readBody(entry)
      if (body !== null) {
        const { name } = entry
        return { name, kind: kindOf(name), timestampMs: timestampOf(name), body }
      }
      forget(entry)
    }
  }

  function readBody(entry: Entry): Buffer | null {
    try {
      return folder.read(entry.name)
    } catch (error) {
      log(`cannot read ${entry.name}, dropping it: ${messageOf(error)}`)
      return null
    }
  }

  return {
    add: (batch) => {
      const { body } = batch
      entries.push({ name: fileNameOf(batch, processId), bytes: body.length, body })
      if (bytesOf(isUnstored) > limits.memoryBytes) store()
      keepWithin(limits.memoryBytes, isUnstored)
    },
    first,
    remove: (name) => {
      const entry = entries.find((candidate) => candidate.name === name)
      if (entry !== undefined) forget(entry)
      if (entries.length === 0) dropped = 0
    },
    store,
    count: () => entries.length,
  }
}
