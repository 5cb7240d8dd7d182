import { afterAll, beforeAll, expect, it } from 'vitest'
import { runTokenCommand } from '@/lib/commands/run-token-command'
import { bitsOf, type WriteSeries } from '@/lib/ingest/remote-write/encode-write-request'
import { readKept, startTestServer, type TestServer } from './test-server'

const CAP = 50
const ROUNDS = 6

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ requireTokenOnLoopback: true })
})
afterAll(() => server.stop())

const tokenOf = async (name: string, seriesCap: number): Promise<Record<string, string>> => {
  const command = ['create', name, '--series-cap', String(seriesCap)]
  const output = await runTokenCommand(server.database.store, command, Date.now())
  return { authorization: `Bearer ${output.split('\n', 1)[0] ?? ''}` }
}

const startMs = Date.now() - 3_600_000

const bodyOf = (prefix: string, count: number, round: number): WriteSeries[] =>
  Array.from({ length: count }, (_, at) => ({
    labels: [
      ['__name__', `${prefix}_${at}`],
      ['instance', `${prefix}-1`],
    ],
    samples: [{ timeMs: startMs + round, bits: bitsOf(at) }],
  }))

it('beside a sender at ten times its cap all of a good one is kept, and of the greedy one what it may have', async () => {
  const greedy = await tokenOf('greedy', CAP)
  const good = await tokenOf('good', CAP)
  for (let round = 0; round < ROUNDS; round += 1) {
    const [kept, refused, churned] = await Promise.all([
      server.write(bodyOf('good', CAP, round), good),
      server.write(bodyOf('greedy', 10 * CAP, round), greedy),
      server.write(bodyOf(`churn_${round}`, 10 * CAP, round), greedy),
    ])
    expect([kept.status, refused.status, churned.status]).toEqual([204, 400, 400])
    expect(refused.body + churned.body).toContain('series_cap')
  }
  const names = (await readKept(server.database.store)).map((one) => one.name)
  expect(names.filter((name) => name.startsWith('good_'))).toHaveLength(ROUNDS * CAP)
  expect(new Set(names.filter((name) => !name.startsWith('good_'))).size).toBe(CAP)
})
