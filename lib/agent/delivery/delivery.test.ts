import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { startSampleServer, type SampleServer } from '../fixtures/sample-server'
import { createSendingMachine } from '../fixtures/sender'
import { until } from '../fixtures/until'

const sentBody = z.object({ samples: z.array(z.object({ timestampMs: z.number() })) })

const timesOf = (server: SampleServer): number[] =>
  server.requests.flatMap(({ body }) => sentBody.parse(body).samples.map(({ timestampMs }) => timestampMs))

const BUSY = { status: 503, headers: { 'retry-after': '7' }, body: '{"title":"busy"}' }

test('what a server takes is sent once, in order, compressed and with the token', async () => {
  await using server = await startSampleServer()
  using machine = createSendingMachine()
  const sender = machine.start(server.url, { token: 'secret' })
  sender.offer(1, 2, 3)
  await until(() => sender.outbox.count() === 0)
  expect(timesOf(server)).toEqual([1, 2, 3])
  expect(server.requests[0]).toMatchObject({
    path: '/api/v1/samples',
    headers: {
      authorization: 'Bearer secret',
      'content-encoding': 'gzip',
      'content-type': 'application/json',
    },
    body: { node: { name: 'n1' }, samples: [{ timestampMs: 1, values: {}, series: [] }] },
  })
  expect(machine.stored()).toEqual([])
  expect(machine.log).toEqual([])
})

test('a busy server is asked again no earlier than it said, and gets everything in order', async () => {
  await using server = await startSampleServer()
  using machine = createSendingMachine()
  server.replies.push(BUSY)
  const sender = machine.start(server.url)
  sender.offer(1)
  await until(sender.isQuiet)
  sender.offer(2)
  machine.clock.advance(6_999)
  expect(server.requests).toHaveLength(1)
  machine.clock.advance(1)
  await until(() => sender.outbox.count() === 0)
  expect(timesOf(server)).toEqual([1, 1, 2])
  expect(machine.log[0]).toContain('next try in 7.0 s: status 503: busy')
})

test('waiting doubles while a server is away', async () => {
  using machine = createSendingMachine()
  const server = await startSampleServer()
  await server.close()
  const sender = machine.start(server.url)
  sender.offer(1)
  for (let attempt = 1; attempt <= 9; attempt += 1) {
    await until(() => machine.log.length === attempt && sender.isQuiet())
    machine.clock.advance(60_000)
  }
  await until(() => machine.log.length === 10)
  const delays = machine.log.map((line) => /next try in ([\d.]+) s/.exec(line)?.[1])
  expect(delays).toEqual(['0.5', '1.0', '2.0', '4.0', '8.0', '16.0', '30.0', '30.0', '30.0', '30.0'])
  expect(machine.log[0]).toContain('ECONNREFUSED')
})

test('batches outlive an agent that is killed during an outage', async () => {
  using machine = createSendingMachine()
  const away = await startSampleServer()
  await away.close()
  const killed = machine.start(away.url)
  killed.offer(1)
  await until(() => machine.log.length === 1)
  killed.offer(2, 3)
  killed.kill()

  await using server = await startSampleServer()
  const next = machine.start(server.url)
  expect(next.outbox.count()).toBe(3)
  next.offer(4)
  await until(() => next.outbox.count() === 0)
  expect(timesOf(server)).toEqual([1, 2, 3, 4])
  expect(machine.stored()).toEqual([])
})

test('a refused batch is dropped with the reason and holds up no other', async () => {
  await using server = await startSampleServer()
  using machine = createSendingMachine()
  const refusal = { accepted: 0, refused: 1, refusals: [{ index: 0, reason: 'too_old: 1970' }] }
  server.replies.push({ status: 400, body: JSON.stringify(refusal) })
  const sender = machine.start(server.url)
  sender.offer(1, 2)
  await until(() => sender.outbox.count() === 0)
  expect(timesOf(server)).toEqual([1, 2])
  expect(machine.log).toEqual([
    'the server refused a batch, dropped: status 400: 1 refused, 0 accepted, first: too_old: 1970',
  ])
})

test('an answer that is cut off is asked for again', async () => {
  await using server = await startSampleServer()
  using machine = createSendingMachine()
  server.replies.push('cut')
  const sender = machine.start(server.url)
  sender.offer(1)
  await until(() => machine.log.length === 1)
  machine.clock.advance(1_000)
  await until(() => sender.outbox.count() === 0)
  expect(timesOf(server)).toEqual([1, 1])
})

test('a server that never answers is given up on after ten seconds', async () => {
  await using server = await startSampleServer()
  using machine = createSendingMachine()
  server.replies.push('hang')
  const sender = machine.start(server.url)
  sender.offer(1)
  await until(() => server.requests.length === 1)
  machine.clock.advance(10_000)
  await until(() => machine.log.length === 1)
  expect(machine.log[0]).toContain('no answer within 10 s')
  expect(machine.stored()).toHaveLength(1)
})

test('a folder that cannot be written leaves the batches in memory', async () => {
  await using server = await startSampleServer()
  using machine = createSendingMachine()
  server.replies.push(BUSY)
  writeFileSync(join(machine.folder, '..', 'file'), '')
  const sender = machine.start(server.url, { folder: join(machine.folder, '..', 'file', 'buffer') })
  sender.offer(1)
  await until(sender.isQuiet)
  sender.offer(2, 3)
  expect(machine.log.filter((line) => line.includes('keeping batches in memory'))).toHaveLength(1)
  machine.clock.advance(7_000)
  await until(() => sender.outbox.count() === 0)
  expect(timesOf(server)).toEqual([1, 1, 2, 3])
})

test('stopping sends what waits', async () => {
  await using server = await startSampleServer()
  using machine = createSendingMachine()
  server.replies.push(BUSY)
  const sender = machine.start(server.url)
  sender.offer(1)
  await until(sender.isQuiet)
  await sender.delivery.stop(3_000)
  expect(timesOf(server)).toEqual([1, 1])
  expect(machine.stored()).toEqual([])
  expect(machine.clock.waiting()).toBe(0)
})

test('stopping takes no longer than it may and keeps what was not taken', async () => {
  await using server = await startSampleServer()
  using machine = createSendingMachine()
  server.replies.push('hang')
  const sender = machine.start(server.url)
  sender.offer(1, 2)
  await until(() => server.requests.length === 1)
  const stopping = sender.delivery.stop(3_000)
  machine.clock.advance(3_000)
  await stopping
  expect(machine.stored()).toHaveLength(2)
  sender.kill()
})

test('a file that lost its content is left out', async () => {
  await using server = await startSampleServer()
  using machine = createSendingMachine()
  const away = machine.start(new URL('http://127.0.0.1:1'))
  away.offer(1)
  await until(() => machine.log.length === 1)
  away.offer(2)
  away.kill()
  const [first = ''] = machine.stored().sort()
  writeFileSync(join(machine.folder, first), '')
  chmodSync(join(machine.folder, first), 0o600)
  const next = machine.start(server.url)
  next.offer(3)
  await until(() => next.outbox.count() === 0)
  expect(timesOf(server)).toEqual([2, 3])
})
