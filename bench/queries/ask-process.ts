import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { DataPlan } from './data-plan'

export interface Answered {
  size: number
  /** After a restart of our process, with the files still in the cache of the system. */
  firstMs: number
  warmMs: readonly number[]
}

const answer = z.object({ size: z.number(), tookMs: z.array(z.number()) })

/** Beside this bundle, as scripts/bench.mjs builds it. */
const PROGRAM = fileURLToPath(new URL('./bench-ask.mjs', import.meta.url))

/** The first answers are given before the machine code is; they are neither the first nor warm. */
const WARMING = 20

interface Asking {
  databaseUrl: string
  question: string
  repeats: number
  plan: DataPlan
}

export async function askInProcess(asking: Asking): Promise<Answered> {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] })
  const parts: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => parts.push(part))
  child.stdin.end(JSON.stringify({ ...asking, repeats: asking.repeats + WARMING }))
  await once(child, 'close')
  if (child.exitCode !== 0) throw new Error(`the question ${asking.question} failed`)
  const { size, tookMs } = answer.parse(JSON.parse(Buffer.concat(parts).toString('utf8')))
  return { size, firstMs: tookMs[0] ?? NaN, warmMs: tookMs.slice(1 + WARMING) }
}
