import type { CollectorsAnswer, CollectorsParams } from '../contract/collectors'
import { getStore } from '../store/db'
import { readDiskUse } from '../store/disk-use'
import { readRollerCount } from '../store/rollers'
import { readRollProgress } from '../store/store-state'
import { readSenders } from '../store/senders'

export const getCollectors = async (
  _params: CollectorsParams,
  { nowMs }: { nowMs: number },
): Promise<CollectorsAnswer> => {
  const store = getStore()
  const [progress, rollers, senders, disk] = await Promise.all([
    readRollProgress(store),
    readRollerCount(store),
    readSenders(store, nowMs),
    readDiskUse(store),
  ])
  return { nowMs, roll: { ...progress, rollers }, senders, disk }
}
