import { HOUR_MS } from '@/lib/core/times'
import { encodeFleet } from '../load/encode-fleet'
import { sendBodies, sendLanes } from '../load/send'
import { cpuSecondsOf } from '../measure/process-tree'
import { untilQuiet, untilSettled } from '../measure/quiet'
import { say } from '../report/say'
import type { RunningUsescope, UsescopeTarget } from '../targets/usescope'
import type { RunningTarget, Target } from '../targets/target'
import { withRunning } from '../targets/with-running'
import { askHttp } from './ask-http'
import { askInProcess, type Answered } from './ask-process'
import type { DataPlan } from './data-plan'
import { fillUsescope } from './fill-usescope'
import { historyRequests } from './peer-history'
import { peerQueries } from './peer-questions'
import { QUESTIONS } from './questions'

/** Of one question, over several rounds; CPU time is that of everything that takes part in the answer. */
export interface Cost {
  tookMs: readonly number[]
  cpuMs: readonly number[]
}

/** By the name of the question. */
export type Costs = Readonly<Record<string, Cost>>

export interface OwnCosts {
  warm: Costs
  /** The first answer of a new process. */
  firstMs: Readonly<Record<string, readonly number[]>>
  /** Of GET /api/v1/fleet, from the request to the last byte. */
  http: Cost
}

const ROAD_STEP_MS = 15_000
const HTTP_ROUNDS = 100
const HTTP_WARMING = 20
const PEER_ROUNDS = 5

/** What the road brings stays in hot minutes, so that the end of an hour never falls into the preparation. */
const UNSEALED = { USESCOPE_SEAL_WAIT_MS: '3600000' }

/** Samples of the last minutes travel the real road; the server then ends, and a process of its own asks each question. */
export const askUsescope = (target: UsescopeTarget, plan: DataPlan, rounds: number): Promise<OwnCosts> =>
  withRunning({ ...target, start: (place) => target.start(place, UNSEALED) }, async (running) => {
    await sendRoad(running, plan)
    await running.stopServer()
    await fillUsescope(running.databaseUrl, plan)
    const warm: Record<string, Cost> = {}
    const firstMs: Record<string, readonly number[]> = {}
    for (const { name } of QUESTIONS) {
      const answers = await askRounds(running, name, plan, rounds)
      firstMs[name] = answers.map((answer) => answer.firstMs)
      warm[name] = {
        tookMs: answers.flatMap((answer) => answer.warmMs),
        cpuMs: answers.map((answer) => answer.cpuMs),
      }
    }
    await running.startServer()
    return { warm, firstMs, http: await askGrid(running, plan) }
  })

async function askRounds(running: RunningUsescope, question: string, plan: DataPlan, rounds: number) {
  const { databaseUrl, processes } = running
  const answers: Answered[] = []
  for (let round = 0; round < rounds; round += 1)
    answers.push(await askInProcess({ databaseUrl, question, plan, postgresPid: processes.postgres }))
  return answers
}

async function askGrid(running: RunningUsescope, { endMs }: DataPlan): Promise<Cost> {
  const url = `${running.url}/api/v1/fleet?from=${endMs - HOUR_MS}&to=${endMs}`
  await askHttp([url], HTTP_WARMING)
  return costOfAsking(running, [url], HTTP_ROUNDS)
}

async function costOfAsking(running: RunningTarget, urls: readonly string[], rounds: number): Promise<Cost> {
  const before = cpuSecondsOf(running.processes)
  const tookMs = await askHttp(urls, rounds)
  return { tookMs, cpuMs: [((cpuSecondsOf(running.processes) - before) * 1000) / rounds] }
}

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

export const askPeer = (target: Target, plan: DataPlan, stepMs: number): Promise<Costs> =>
  withRunning(target, async (running) => {
    say(`queries: filling ${target.name}`)
    await sendBodies(running.writeUrl, historyRequests(plan, stepMs))
    await untilQuiet(running)
    const costs: Record<string, Cost> = {}
    for (const [name, queries] of Object.entries(peerQueries(plan))) {
      const urls = queries.map((query) => running.url + query)
      await askHttp(urls, 1)
      costs[name] = await costOfAsking(running, urls, PEER_ROUNDS)
    }
    return costs
  })
