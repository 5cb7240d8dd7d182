import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startSampleServer, type Reply, type SampleServer } from '../fixtures/sample-server'
import { createSendingMachine, type SendingMachine } from '../fixtures/sender'
import { until } from '../fixtures/until'

const trouble: fc.Arbitrary<Reply> = fc.oneof(
  fc.constant<Reply>('cut'),
  fc.constantFrom<Reply>({ status: 500 }, { status: 502 }, { status: 429 }, { status: 408 }),
  fc.record({
    status: fc.constant(503),
    headers: fc.record({ 'retry-after': fc.constantFrom('0', '3', 'soon') }),
  }),
)

type Step =
  | { kind: 'tick' }
  | { kind: 'trouble'; replies: Reply[] }
  | { kind: 'wait'; ms: number }
  | { kind: 'restart' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ kind: 'tick' }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('trouble' as const),
      replies: fc.array(trouble, { maxLength: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(20_000) }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'restart' }) },
)

const timeOf = ({ body }: SampleServer['requests'][number]): number =>
  Number(/"timestampMs":(\d+)/.exec(JSON.stringify(body))?.[1])

const run = async (
  machine: SendingMachine,
  server: SampleServer,
  steps: readonly Step[],
): Promise<number[]> => {
  const offered: number[] = []
  let sender = machine.start(server.url)
  for (const one of steps) {
    if (one.kind === 'tick') {
      offered.push(offered.length + 1)
      sender.offer(offered.length)
    }
    if (one.kind === 'trouble') server.replies.push(...one.replies)
    if (one.kind === 'wait') machine.clock.advance(one.ms)
    if (one.kind === 'restart') {
      await sender.delivery.stop(1_000)
      sender.kill()
      sender = machine.start(server.url)
    }
    await until(sender.isQuiet)
  }
  server.replies.length = 0
  offered.push(offered.length + 1)
  sender.offer(offered.length)
  await until(sender.isQuiet)
  // Each step is shorter than an answer may take.
  for (let steps = 0; steps < 100 && sender.outbox.count() > 0; steps += 1) {
    machine.clock.advance(8_000)
    await until(sender.isQuiet)
  }
  sender.kill()
  return offered
}

test('whatever fails and restarts, every batch arrives, and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      await using server = await startSampleServer()
      using machine = createSendingMachine()
      const offered = await run(machine, server, steps)
      const firstArrivals = [...new Set(server.requests.map(timeOf))]
      expect(firstArrivals).toEqual(offered)
      expect(machine.stored()).toEqual([])
    }),
    { numRuns: 60 },
  )
})
