import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { DataPlan } from './data-plan'

const answer = z.object({
  /** How much the smallest answer held. */
  size: z.number(),
  /** After a restart of our process, with the files still in the cache of the system. */
  firstMs: z.number(),
  warmMs: z.array(z.number()),
  /** Of a warm answer, in this process and in Postgres. */
  cpuMs: z.number(),
})
export type Answered = z.infer<typeof answer>

/** Beside this bundle, as scripts/bench.mjs builds it. */
const PROGRAM = fileURLToPath(new URL('./bench-ask.mjs', import.meta.url))

/** The first answers are given before the machine code is; they are neither the first nor warm. */
const WARMING = 20
const REPEATS = 40

interface Asking {
  databaseUrl: string
  question: string
  postgresPid: number
  plan: DataPlan
}

export async function askInProcess(asking: Asking): Promise<Answered> {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] })
  const parts: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => parts.push(part))
  child.stdin.end(JSON.stringify({ ...asking, warming: WARMING, repeats: REPEATS }))
  await once(child, 'close')
  if (child.exitCode !== 0) throw new Error(`the question ${asking.question} failed`)
  const answered = answer.parse(JSON.parse(Buffer.concat(parts).toString('utf8')))
  if (answered.size === 0) throw new Error(`the answer of ${asking.question} is empty`)
  return answered
}
