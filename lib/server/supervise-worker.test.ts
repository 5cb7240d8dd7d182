import { describe, expect, it } from 'vitest'
import { superviseWorker } from './supervise-worker'

const program = (source: string) => new URL(`data:text/javascript,${encodeURIComponent(source)}`)
const start = (source: string) => {
  const messages: unknown[] = []
  const file = program(`import { parentPort } from 'node:worker_threads'; ${source}`)
  const worker = superviseWorker({
    name: 'test',
    file,
    env: {},
    onMessage: (message) => messages.push(message),
  })
  return { messages, worker }
}

describe('a supervised worker', () => {
  it('is started again when it dies', async () => {
    const { messages, worker } = start(`parentPort.postMessage('born'); throw new Error('planned')`)
    await expect.poll(() => messages.length, { timeout: 10_000 }).toBeGreaterThan(1)
    await worker.stop()
  })

  it('is asked to stop, and is not started again', async () => {
    const { messages, worker } = start(
      `parentPort.on('message', (message) => { parentPort.postMessage(message); parentPort.close() }); parentPort.postMessage('born')`,
    )
    await expect.poll(() => messages, { timeout: 10_000 }).toEqual(['born'])
    await worker.stop()
    expect(messages).toEqual(['born', 'stop'])
  })

  it('can be stopped while it waits to be started again', async () => {
    const { messages, worker } = start(`parentPort.postMessage('born'); process.exit(1)`)
    await expect.poll(() => messages.length, { timeout: 10_000 }).toBe(1)
    await worker.stop()
  })
})
