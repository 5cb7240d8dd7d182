import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifyCounter, failedByLabels, FAILURE_COUNTERS } from './classify-counter'
import { addGrowth, createCounts, divided, topCounts, totalOf, type Steps } from './failure-steps'

const STEPS: Steps = { window: { fromMs: 0, toMs: 600_000 }, stepMs: 60_000, stepCount: 10 }

describe('classifyCounter', () => {
  it.each([
    ['rpc_errors_total', {}, 'error', true],
    ['rpc_client_retries_total', {}, 'retry', true],
    ['mysql_global_status_innodb_deadlocks', {}, 'deadlock', true],
    ['tcp_retransmissions_total', { remote_port: '6379' }, 'retransmit', true],
    ['node_netstat_Tcp_RetransSegs', {}, 'retransmit', true],
    ['http_requests_total', { code: '200' }, 'request', false],
    ['http_requests_total', { code: '404' }, 'request', false],
    ['http_requests_total', { code: '503' }, 'request', true],
    ['http_requests_total', { status: '5xx' }, 'request', true],
    ['grpc_server_handled_total', { grpc_code: 'OK' }, 'request', false],
    ['grpc_server_handled_total', { grpc_code: 'DeadlineExceeded' }, 'request', true],
    ['http_requests_total', {}, 'request', false],
  ] as const)('%s %j is a %s', (name, labels, kind, isFailure) => {
    expect(classifyCounter(name, labels)).toEqual({ kind, isFailure })
    expect(new RegExp(FAILURE_COUNTERS).test(name)).toBe(true)
  })

  it('leaves what says nothing of failures alone', () => {
    expect(classifyCounter('node_cpu_seconds_total', {})).toBeNull()
    expect(classifyCounter('node_network_receive_bytes_total', {})).toBeNull()
  })
})

it('labels say whether attempts failed, or say nothing', () => {
  const told = [{ http_response_status_code: '502' }, { code: '2xx', handler: '/pay' }, { handler: '/pay' }]
  expect(told.map(failedByLabels)).toEqual([true, false, null])
})

const column = (values: readonly number[], stepMs = 30_000) => ({
  timesMs: Float64Array.from(values, (_, at) => at * stepMs),
  values: Float64Array.from(values),
})

it('a word of unknown meaning tells nothing of what it labels, but a counted request with it did not succeed', () => {
  for (const result of ['scheduled', 'miss', 'completed']) {
    expect(failedByLabels({ result })).toBeNull()
    expect(classifyCounter('cache_requests_total', { result })?.isFailure).toBe(true)
  }
  expect(failedByLabels({ error: 'bad_gateway' })).toBe(true)
})

describe('counts by step', () => {
  it('keep what is not measured apart from zero, and lose only what a reset hides', () => {
    const counts = createCounts(STEPS)
    addGrowth(counts, STEPS, column([0, 5, 5, 5, 20, 2, 3]))
    expect([...counts]).toEqual([5, 0, 15, 1, NaN, NaN, NaN, NaN, NaN, NaN])
    expect(totalOf(counts)).toBe(21)
    expect(totalOf(createCounts(STEPS))).toBeNull()
  })

  it('add up to the whole, whatever is shown of them', () => {
    const growth = fc.array(fc.nat({ max: 50 }), { minLength: 2, maxLength: 20 })
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), growth, { maxKeys: 12 }),
        fc.integer({ min: 1, max: 5 }),
        (all, most) => {
          const byValue = new Map(
            Object.entries(all).map(([value, steps]) => {
              const counts = createCounts(STEPS)
              let total = 0
              addGrowth(counts, STEPS, column(steps.map((step) => (total += step))))
              return [value, counts] as const
            }),
          )
          const { top, other } = topCounts(byValue, most)
          const whole = [...byValue.values()].reduce((sum, counts) => sum + (totalOf(counts) ?? 0), 0)
          expect(top.reduce((sum, one) => sum + one.total, other?.total ?? 0)).toBe(whole)
          expect(top.length + (other?.values ?? 0)).toBe(byValue.size)
        },
      ),
    )
  })

  it('give no share where there is nothing to divide by', () => {
    const [part, whole] = [Float64Array.from([1, 0, 2, NaN]), Float64Array.from([4, 0, NaN, 5])]
    expect([...divided(part, whole)]).toEqual([0.25, NaN, NaN, NaN])
  })
})
