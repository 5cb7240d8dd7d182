import { afterEach, describe, expect, it } from 'vitest'
import { AnalysisThread } from './analysis-thread'

/** Answers each order by its name: what `work` answers, with the number of its thread. */
const PROGRAM = `
  import { parentPort, threadId, workerData } from 'node:worker_threads'
  const flag = new Int32Array(workerData.shared)
  const works = {
    echo: (id, params) => params,
    missing: () => { throw Object.assign(new Error('not here'), { name: 'NotFoundError' }) },
    crash: () => process.exit(3),
    deaf: () => { for (;;); },
    half: (id) => { Atomics.store(flag, 1, 500); while (Atomics.load(flag, 0) !== id); throw new Error('cancelled') },
    heedful: (id) => { while (Atomics.load(flag, 0) !== id); throw new Error('cancelled') },
  }
  parentPort.on('message', ({ kind, id, name, params }) => {
    if (kind !== 'run') return
    try {
      const json = new TextEncoder().encode(JSON.stringify({ threadId, answer: works[name](id, params) }))
      parentPort.postMessage({ id, result: { json, spentMs: [['compute', 1]] } }, [json.buffer])
    } catch ({ name, message }) {
      parentPort.postMessage({ id, result: { name, message } })
    }
  })`

const threads: AnalysisThread[] = []
const open = () => {
  const file = new URL(`data:text/javascript,${encodeURIComponent(PROGRAM)}`)
  const thread = new AnalysisThread(file, { databaseUrl: '', queryTimeoutMs: 0 })
  threads.push(thread)
  return thread
}
afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.stop()))
})

interface Echo {
  threadId: number
  answer: unknown
}

const forever = new AbortController().signal
const run = async (thread: AnalysisThread, name: string, params: unknown = null, signal = forever) => {
  const { json } = await thread.run({ name, params, nowMs: 0 }, signal)
  return JSON.parse(Buffer.from(json).toString()) as Echo
}

describe('the thread for analyses', () => {
  it('answers one after the other, with errors that keep their class', async () => {
    const thread = open()
    const answers = await Promise.all([1, 2, 3].map((params) => run(thread, 'echo', params)))
    expect(answers.map(({ answer }) => answer)).toEqual([1, 2, 3])
    expect(new Set(answers.map(({ threadId }) => threadId)).size).toBe(1)
    await expect(run(thread, 'missing')).rejects.toMatchObject({ name: 'NotFoundError', status: 404 })
  })

  it('leaves a task that nobody waits for, and goes on with the next', async () => {
    const thread = open()
    const { threadId } = await run(thread, 'echo')
    const controller = new AbortController()
    const heedful = run(thread, 'heedful', null, controller.signal)
    const next = run(thread, 'echo', 'next')
    controller.abort()
    await expect(heedful).rejects.toThrow('aborted')
    expect(await next).toEqual({ threadId, answer: 'next' })
  })

  it('tells how far a task is, and how many come before one that waits', async () => {
    const thread = open()
    const controller = new AbortController()
    const half = run(thread, 'half', { of: 1 }, controller.signal)
    const next = run(thread, 'echo', 'next')
    await expect.poll(() => thread.progressOf('half', { of: 1 })).toEqual({ before: 0, doneShare: 0.5 })
    expect(thread.progressOf('echo', 'next')).toEqual({ before: 1, doneShare: 0 })
    expect(thread.progressOf('half', { of: 2 })).toBeNull()
    controller.abort()
    await expect(half).rejects.toThrow('aborted')
    await next
    expect(thread.progressOf('half', { of: 1 })).toBeNull()
  })

  it('is replaced where a task does not listen', async () => {
    const thread = open()
    const { threadId } = await run(thread, 'echo')
    const controller = new AbortController()
    const deaf = run(thread, 'deaf', null, controller.signal)
    const next = run(thread, 'echo', 'next')
    controller.abort()
    await expect(deaf).rejects.toThrow('aborted')
    const answered = await next
    expect(answered.answer).toBe('next')
    expect(answered.threadId).not.toBe(threadId)
  })

  it('never begins what was left while it waited', async () => {
    const thread = open()
    const [holding, waiting] = [new AbortController(), new AbortController()]
    const held = run(thread, 'deaf', null, holding.signal)
    const crash = run(thread, 'crash', null, waiting.signal)
    waiting.abort()
    await expect(crash).rejects.toThrow('aborted')
    holding.abort()
    await expect(held).rejects.toThrow('aborted')
    expect((await run(thread, 'echo', 'fine')).answer).toBe('fine')
  })

  it('that crashes is said to be unavailable once, and another takes its place', async () => {
    const thread = open()
    await expect(run(thread, 'crash')).rejects.toMatchObject({ status: 503, reason: 'analysis_crashed' })
    expect((await run(thread, 'echo', 'again')).answer).toBe('again')
  })

  it('refuses more than a few that wait', async () => {
    const thread = open()
    const controller = new AbortController()
    const all = Array.from({ length: 9 }, () => run(thread, 'deaf', null, controller.signal))
    await expect(run(thread, 'echo')).rejects.toMatchObject({ status: 503, reason: 'analysis_queue' })
    controller.abort()
    const outcomes = await Promise.allSettled(all)
    expect(outcomes.map(({ status }) => status)).toEqual(all.map(() => 'rejected'))
  })
})
