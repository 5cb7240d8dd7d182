import { query } from '@/lib/store/sql'
import { eventually } from '../system/process'
import { seconds } from './client'
import type { Fault, Scene } from './fault'
import { judgeLedger } from './fleet'
import { answersOf, startLedgerFleet, type LedgerFleet } from './ledger/ledger-fleet'
import { openStoreOf } from './place'
import { startProbe } from './probe'
import { openSmallDisk, type SmallDisk } from './small-disk'
import { pass } from './time'

const BEFORE_MS = 6000
const FULL_MS = 30_000
const RESUMED_BOUND_MS = 30_000
const GIVE_UP_MS = 120_000

export const fullDisk: Fault = {
  name: 'full-disk',
  done: 'the file system of the data folder is filled up for 30 s, then space returns',
  async run(scene) {
    const disk = await openSmallDisk(scene, { mebibytes: 256, part: 'data' })
    await fillAndClear(scene, disk, () => disk.fill())
  },
}

export const fullLog: Fault = {
  name: 'full-log',
  done: "the file system of Postgres's write-ahead log is filled up for 30 s, then space returns",
  async run(scene) {
    const disk = await openSmallDisk(scene, { mebibytes: 128, part: 'pg_wal' })
    const store = openStoreOf(scene, disk.databaseUrl)
    // What was set aside for the log beforehand would otherwise last for longer than the fault.
    const fill = async () => {
      disk.fill()
      await query(store, 'SELECT pg_switch_wal()').catch(() => undefined)
    }
    await fillAndClear(scene, disk, fill)
  },
}

async function fillAndClear(scene: Scene, disk: SmallDisk, fill: () => Promise<void> | void): Promise<void> {
  const served = disk.usescope.pid()
  const health = startProbe(disk.url, '/healthz')
  scene.onEnd(() => health.stop())
  const ledger = startLedgerFleet(disk.url, scene.random.between(0, 2 ** 31), Date.now())
  await pass(BEFORE_MS)
  const refused = await refusedWhileFull(fill, ledger)
  disk.clear()
  const tookMs = await timeUntilTaken(ledger)
  await ledger.stop()

  scene.check('503 while there is no space', refused > 0, `${String(refused)} × 503 in ${seconds(FULL_MS)}`)
  const lives = disk.usescope.pid() === served && health.answers.areOnly(200)
  const panics = disk.postgresLog().split(' PANIC: ').length - 1
  scene.check(
    'the server lives on',
    lives,
    `/healthz ${String(health.answers)}; Postgres panicked ${String(panics)} ×`,
  )
  scene.check('resumes alone within 30 s of space', tookMs < RESUMED_BOUND_MS, seconds(tookMs))
  judgeSenders(scene, ledger)
  await judgeLedger(scene, ledger, openStoreOf(scene, disk.databaseUrl))
}

/** What Postgres frees meanwhile, such as old log segments, is taken too. */
async function refusedWhileFull(fill: () => Promise<void> | void, ledger: LedgerFleet): Promise<number> {
  const before = answersOf(ledger).count(503)
  const untilMs = Date.now() + FULL_MS
  while (Date.now() < untilMs) {
    await fill()
    await pass(500)
  }
  return answersOf(ledger).count(503) - before
}

/** Until every sender was acknowledged once more. */
async function timeUntilTaken({ senders }: LedgerFleet): Promise<number> {
  const startedMs = performance.now()
  const before = senders.map(({ acknowledged }) => acknowledged)
  await eventually('every sender is heard again', GIVE_UP_MS, () =>
    Promise.resolve(senders.every(({ acknowledged }, at) => acknowledged > (before[at] ?? 0))),
  )
  return performance.now() - startedMs
}

function judgeSenders(scene: Scene, ledger: LedgerFleet): void {
  const answers = answersOf(ledger)
  scene.check(
    'senders hear only 204 and 503, each within 5 s',
    answers.areOnly(204, 503) && answers.slowestMs < 5000,
    String(answers),
  )
}
