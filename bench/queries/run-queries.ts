import { HOUR_MS } from '@/lib/core/times'
import { encodeFleet } from '../load/encode-fleet'
import { sendBodies, sendLanes } from '../load/send'
import { untilQuiet, untilSettled } from '../measure/quiet'
import { say } from '../report/say'
import type { RunningUsescope, UsescopeTarget } from '../targets/usescope'
import type { Target } from '../targets/target'
import { withRunning } from '../targets/with-running'
import { askHttp } from './ask-http'
import { askInProcess } from './ask-process'
import type { DataPlan } from './data-plan'
import { fillUsescope } from './fill-usescope'
import { historyRequests } from './peer-history'
import { peerQueries } from './peer-questions'
import { QUESTIONS } from './questions'

/** Times by question. */
export type Times = Record<string, readonly number[]>

export interface OwnTimes {
  warmMs: Times
  firstMs: Times
  /** Of GET /api/v1/fleet, from the request to the last byte. */
  httpMs: readonly number[]
}

const ROAD_STEP_MS = 15_000
const WARM_ROUNDS = 30
const HTTP_ROUNDS = 100
const HTTP_WARMING = 20
const PEER_ROUNDS = 5

/** Samples of the last minutes travel the real road; the server then ends, and a process of its own asks each question. */
export const askUsescope = (target: UsescopeTarget, plan: DataPlan, rounds: number): Promise<OwnTimes> =>
  withRunning(target, async (running) => {
    await sendRoad(running, plan)
    await running.stopServer()
    await fillUsescope(running.databaseUrl, plan)
    const warmMs: Times = {}
    const firstMs: Times = {}
    for (const { name, run } of QUESTIONS) {
      if (run === null) continue
      const answers = []
      for (let round = 0; round < rounds; round += 1)
        answers.push(
          await askInProcess({
            databaseUrl: running.databaseUrl,
            question: name,
            repeats: WARM_ROUNDS,
            plan,
          }),
        )
      if (answers.some(({ size }) => size === 0)) throw new Error(`the answer of ${name} is empty`)
      warmMs[name] = answers.flatMap((answer) => answer.warmMs)
      firstMs[name] = answers.map((answer) => answer.firstMs)
    }
    await running.startServer()
    const { endMs } = plan
    const url = `${running.url}/api/v1/fleet?from=${endMs - HOUR_MS}&to=${endMs}`
    const httpMs = (await askHttp([url], HTTP_ROUNDS + HTTP_WARMING)).slice(HTTP_WARMING)
    return { warmMs, firstMs, httpMs }
  })

async function sendRoad(running: RunningUsescope, { nodes, roadStartMs, endMs }: DataPlan): Promise<void> {
  const { lanes } = encodeFleet({
    nodes,
    startMs: roadStartMs,
    ticks: (endMs - roadStartMs) / ROAD_STEP_MS,
    stepMs: ROAD_STEP_MS,
    kind: 'decimal',
    samplesPerRequest: 9000,
    connections: 4,
  })
  await sendLanes({ url: running.writeUrl, lanes })
  await untilSettled(running, 'read')
  await untilQuiet(running)
}

export const askPeer = (target: Target, plan: DataPlan, stepMs: number): Promise<Times> =>
  withRunning(target, async (running) => {
    say(`queries: filling ${target.name}`)
    await sendBodies(running.writeUrl, historyRequests(plan, stepMs))
    await untilQuiet(running)
    const times: Times = {}
    for (const [name, queries] of Object.entries(peerQueries(plan)))
      times[name] = await askHttp(
        queries.map((query) => running.url + query),
        PEER_ROUNDS,
      )
    return times
  })
