import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { closeStore, openStore } from '@/lib/store/db'
import { inSnapshot } from '@/lib/store/snapshot'
import { cpuSecondsOf } from '../measure/process-tree'
import { QUESTIONS } from './questions'

const asking = z.object({
  databaseUrl: z.string(),
  question: z.string(),
  warming: z.number(),
  postgresPid: z.number(),
  repeats: z.number(),
  plan: z.object({
    nodes: z.number(),
    days: z.number(),
    roadStartMs: z.number(),
    endMs: z.number(),
    isWhole: z.boolean(),
  }),
})

const POOL_SIZE = 4
const QUERY_TIMEOUT_MS = 60_000

/** One question in a process of its own: the first answer knows nothing yet, the others are warm. */
async function ask(): Promise<void> {
  const { databaseUrl, question, repeats, warming, postgresPid, plan } = asking.parse(
    JSON.parse(readFileSync(0, 'utf8')),
  )
  const asked = QUESTIONS.find(({ name }) => name === question)
  if (asked === undefined) throw new Error(`nobody answers ${question}`)
  const store = openStore({ databaseUrl, poolSize: POOL_SIZE, queryTimeoutMs: QUERY_TIMEOUT_MS })
  await store.pool.query('SELECT 1')
  const sizes: number[] = []
  const time = async () => {
    const startedMs = performance.now()
    sizes.push(await inSnapshot(store, (snapshot) => asked.run(snapshot, plan, sizes.length)))
    return performance.now() - startedMs
  }
  const firstMs = await time()
  for (let round = 0; round < warming; round += 1) await time()
  const processes = { asking: process.pid, postgres: postgresPid }
  const before = cpuSecondsOf(processes)
  const warmMs: number[] = []
  for (let round = 0; round < repeats; round += 1) warmMs.push(await time())
  const cpuMs = ((cpuSecondsOf(processes) - before) * 1000) / repeats
  await closeStore(store)
  process.stdout.write(JSON.stringify({ size: Math.min(...sizes), firstMs, warmMs, cpuMs }))
}

await ask()
