import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explainAnswer, explainParams, type ExplainAnswer } from '../contract/explain'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../core/times'
import { inSnapshot } from '../store/snapshot'
import { createTestDatabase, type TestDatabase } from '../store/test-database'
import { OnsetList } from '../core/onsets/onset-columns'
import { signatureOf } from '../core/recurrences/signature'
import { deleteIncident, insertIncident } from '../store/incidents'
import { deleteKnownRecurrence, writeKnownRecurrence } from '../store/known-recurrences'
import { readNodes } from '../store/nodes'
import { replaceOnsets } from '../store/onsets'
import { ensurePartitions } from '../store/partitions'
import { inTransaction } from '../store/sql'
import { readExplanation } from './explain/read-explanation'
import { rollTestSamples } from './test-samples'

const DAYS = 4
const NOW_MS = Math.floor(Date.now() / DAY_MS) * DAY_MS + 12 * HOUR_MS
const FROM_MS = NOW_MS - HOUR_MS
const DISK = 'disk.utilization.busy'
const RETRANSMITS = 'tcp.saturation.retransmits'
const NODES = Array.from({ length: 6 }, (_, at) => `node-${String(at)}`)
const isAffected = (node: string) => node === 'node-1' || node === 'node-4'

let database: TestDatabase

/** Two hours a day that end at noon; on the last day two disks are busy for a quarter of an hour, and connections suffer. */
const valueOf = (node: string, metric: string, atMs: number): number => {
  const minute = Math.floor((atMs - FROM_MS) / MINUTE_MS)
  if (metric === DISK)
    return isAffected(node) && minute >= 20 && minute < 35 ? 0.97 : 0.1 + 0.01 * (minute % 3)
  return isAffected(node) && minute >= 23 && minute < 35 ? 0.06 : 0.001
}

const times = Array.from({ length: DAYS }, (_, back) =>
  Array.from({ length: 120 }, (_minute, at) => NOW_MS - back * DAY_MS - 2 * HOUR_MS + at * MINUTE_MS),
).flat()

beforeAll(async () => {
  database = await createTestDatabase()
  await rollTestSamples(
    database.store,
    NODES.flatMap((node) =>
      ([DISK, RETRANSMITS] as const).map((metric) => ({
        node,
        metric,
        ...(metric === DISK ? { device: 'sda' } : {}),
        samples: times
          .toSorted((one, other) => one - other)
          .map((atMs) => [atMs, valueOf(node, metric, atMs)] as const),
      })),
    ),
    NOW_MS,
  )
}, 120_000)

afterAll(() => database.drop())

const ask = (search: Record<string, string>): Promise<ExplainAnswer> =>
  inSnapshot(database.store, (snapshot) =>
    readExplanation(snapshot, explainParams.parse(search), NOW_MS, () => undefined),
  )

const window = { from: String(FROM_MS), to: String(NOW_MS) }

describe('an explanation', () => {
  it('fits its contract and names the resource, the nodes and the order', async () => {
    const answer = explainAnswer.parse(await ask(window))
    const [first] = answer.resources
    expect([first?.metric, first?.nodesAffected, first?.nodesTotal]).toEqual([DISK, 2, 6])
    expect(first?.sentence).toMatch(
      /^On 2 of 6 nodes; on node-[14] it burst from \d+ % to 9\d % at 11:\d\d UTC, for \d+ min/,
    )
    expect(answer.affected.map(({ name }) => name).toSorted()).toEqual(['node-1', 'node-4'])
    expect(answer.lanes.map(({ metric, lagMs }) => [metric, lagMs])).toEqual([
      [DISK, 0],
      [RETRANSMITS, 3 * MINUTE_MS],
    ])
    expect(answer.order).toContain('3 min before')
    expect(answer.measured).toEqual({ series: 12, nodes: 6, baselineSpans: 3 })
  })

  it('says that nothing stands out on a day like any other', async () => {
    const dayBefore = { from: String(FROM_MS - DAY_MS), to: String(NOW_MS - DAY_MS) }
    const answer = await ask(dayBefore)
    expect([answer.standsOut, answer.headline]).toEqual([
      false,
      'Nothing stands out: other days are like this window.',
    ])
  })

  it('compares with a chosen baseline', async () => {
    const answer = await ask({
      ...window,
      baselineFrom: String(FROM_MS - HOUR_MS),
      baselineTo: String(FROM_MS),
    })
    expect(answer.baseline).toEqual({ isChosen: true, spans: [{ fromMs: FROM_MS - HOUR_MS, toMs: FROM_MS }] })
    expect(answer.resources[0]?.metric).toBe(DISK)
  })

  it('leaves out what was muted, unless it has grown', async () => {
    const startMinute = (FROM_MS + 20 * MINUTE_MS - Date.UTC(1970, 0, 5)) / MINUTE_MS
    const muted = {
      signature: signatureOf({
        metric: DISK,
        periodMinutes: 1440,
        startMinute: startMinute % 1440,
        fact: '',
      }),
      name: 'copy of noon',
      isMuted: true,
      nodesAffected: 2,
      medianDurationMs: 15 * MINUTE_MS,
      medianRise: 0.87,
      changedMs: NOW_MS,
    }
    const metricsAsked = async () =>
      (await ask(window)).resources.flatMap(({ metric, standsOut }) => (standsOut ? metric : []))
    await writeKnownRecurrence(database.store, muted)
    expect(await metricsAsked()).not.toContain(DISK)
    await writeKnownRecurrence(database.store, { ...muted, medianRise: 0.2 })
    expect((await metricsAsked())[0]).toBe(DISK)
    await deleteKnownRecurrence(database.store, muted.signature)
  })

  it('tells when the same was seen before', async () => {
    const atMs = NOW_MS - 2 * DAY_MS - 5 * HOUR_MS
    const dayMs = Math.floor(atMs / DAY_MS) * DAY_MS
    await ensurePartitions(database.store, 'onset', [dayMs])
    const nodes = await inSnapshot(database.store, (snapshot) => readNodes(snapshot))
    const affected = nodes.filter(({ name }) => isAffected(name))
    for (const [metric, rise] of [
      [DISK, 0.8],
      [RETRANSMITS, 0.05],
    ] as const) {
      const onsets = new OnsetList()
      affected.forEach((_, row) => {
        onsets.add(row, 0, atMs, 10 * MINUTE_MS, rise)
      })
      const day = {
        dayMs,
        slots: Int32Array.from(affected, ({ slot }) => slot),
        measured: new Uint8Array(24 * affected.length).fill(1),
        onsets: onsets.finish(),
      }
      await inTransaction(database.store, (tx) => replaceOnsets(tx, affected[0]?.groupId ?? 0, metric, day))
    }
    const { seenBefore } = explainAnswer.parse(await ask(window))
    expect(seenBefore).toMatchObject([{ fromMs: atMs, toMs: atMs, nodes: 2, sameNodes: 2 }])
    expect(seenBefore?.[0]?.sentence).toMatch(
      /^On \d{4}-\d\d-\d\d at 07:00 UTC the same was seen on 2 nodes, 2 of them/,
    )
  })

  it('leaves marked incidents out of the baseline, and knows them again by what rose', async () => {
    const { signature = [] } = explainAnswer.parse(await ask(window))
    expect(signature.map(({ metric }) => metric)).toContain(DISK)
    const fromMs = FROM_MS - 2 * DAY_MS - HOUR_MS
    const marked = await insertIncident(database.store, {
      cluster: '',
      fromMs,
      toMs: fromMs + 2 * HOUR_MS,
      title: 'copy of noon',
      note: '',
      signature,
      changedMs: NOW_MS,
    })
    const { measured, sameIncidents } = explainAnswer.parse(await ask(window))
    expect(measured.baselineSpans).toBe(3)
    expect(sameIncidents).toMatchObject([{ id: marked.id, title: 'copy of noon', isClosed: false }])
    await deleteIncident(database.store, marked.id)
  })

  it('answers a window that reaches beyond what was ever measured, or into the future', async () => {
    const wide = await ask({ from: String(NOW_MS - 60 * DAY_MS), to: String(NOW_MS) })
    expect([wide.headline, wide.measured.nodes]).toEqual([
      'Nothing stands out, though nothing was measured that this window could be compared with.',
      6,
    ])
    const ahead = await ask({ from: window.from, to: String(NOW_MS + 5 * HOUR_MS) })
    expect(ahead.window).toEqual({ fromMs: FROM_MS, toMs: NOW_MS })
  })

  it('says so where nothing was measured', async () => {
    const answer = await ask({ from: String(NOW_MS - 300 * DAY_MS), to: String(NOW_MS - 299 * DAY_MS) })
    expect([answer.standsOut, answer.headline]).toEqual([false, 'Nothing was measured in this window.'])
  })

  it('widens a window that is shorter than its steps', async () => {
    const { window: asked, stepMs } = await ask({ from: String(NOW_MS - 30_000), to: String(NOW_MS) })
    expect(asked.toMs - asked.fromMs).toBe(3 * stepMs)
  })

  it.each([
    [{ from: String(NOW_MS + HOUR_MS), to: String(NOW_MS + 2 * HOUR_MS) }, 'in the future'],
    [{ from: window.to, to: window.from }, 'from must be before to'],
    [{ ...window, baselineFrom: window.from }, 'go together'],
    [{ ...window, baselineFrom: window.from, baselineTo: window.to }, 'overlaps'],
    [{ ...window, baselineFrom: '5', baselineTo: '4' }, 'baselineFrom must be before'],
    [{ from: String(NOW_MS - 500 * DAY_MS), to: String(NOW_MS) }, 'at most 400 days'],
  ])('refuses %j and says why', async (search, why) => {
    const refusal: unknown = await ask(search).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ status: 400 })
    expect(String(refusal)).toContain(why)
  })
})
