import type { CollectorsAnswer, CollectorsParams } from '../contract/collectors'
import { getStore } from '../store/db'
import { readDiskUse } from '../store/disk-use'
import { readRollProgress } from '../store/store-state'
import { readSenders } from '../store/senders'

export const getCollectors = async (
  _params: CollectorsParams,
  { nowMs }: { nowMs: number },
): Promise<CollectorsAnswer> => {
  const store = getStore()
  const [roll, senders, disk] = await Promise.all([
    readRollProgress(store),
    readSenders(store),
    readDiskUse(store),
  ])
  return { nowMs, roll, senders, disk }
}
