import { bitsOf } from '@/lib/ingest/remote-write/encode-write-request'
import { fleetGrid } from '@/lib/contract/fleet'
import { eventually } from '../system/process'
import { askApi } from './ask-api'
import { MEBIBYTE, writeBody, writeCall } from './bodies'
import { Answers, createClient } from './client'
import type { Fault, Scene } from './fault'
import { GoodSender } from './good-sender'
import { percentile } from './percentile'
import { openPlace } from './place'
import { openSlowSockets } from './slow-socket'

const SOCKETS = 1000
const ROUNDS = 3
const REQUESTS_A_BLOCK = 200
const SLOWDOWN_BOUND = 2
const ROLLED_BOUND_MS = 60_000

const LARGE_BYTES = 64 * MEBIBYTE
const LARGE_SERIES = 1000
const BYTES_A_SAMPLE = 18
const SPARE_BYTES = 1000 * LARGE_SERIES

export const slowSockets: Fault = {
  name: 'slow-sockets',
  done: '1,000 sockets that send a byte a second, of heads and of bodies, and a body of 64 MiB, beside a good sender',
  async run(scene) {
    const { app } = await openPlace(scene)
    const good = new GoodSender(createClient(app.url))
    scene.onEnd(() => good.client.close())
    const large = writeCall(largeBody(Date.now()))
    await good.send(REQUESTS_A_BLOCK)

    const tookMs = { quiet: [] as number[], slow: [] as number[], both: [] as number[] }
    const largeAnswers = new Answers()
    let fewestOpen = SOCKETS
    for (let round = 0; round < ROUNDS; round += 1) {
      tookMs.quiet.push(...(await good.send(REQUESTS_A_BLOCK)))
      const sockets = await openSlowSockets(app.url, SOCKETS)
      scene.onEnd(sockets.close)
      tookMs.slow.push(...(await good.send(REQUESTS_A_BLOCK)))
      fewestOpen = Math.min(fewestOpen, sockets.open())
      const answer = good.client.ask(large)
      tookMs.both.push(...(await good.send(REQUESTS_A_BLOCK)))
      largeAnswers.add(await answer)
      sockets.close()
      await untilRolled(good)
    }
    scene.check('the good sender hears only 204', good.answers.areOnly(204), String(good.answers))
    const { quiet, slow, both } = tookMs
    scene.check(
      'the large body is taken, or refused for later',
      largeAnswers.areOnly(204, 503),
      String(largeAnswers),
    )
    judgeSlowdown(scene, `beside ${String(fewestOpen)} slow sockets`, quiet, slow)
    judgeSlowdown(scene, 'beside them and a body of 64 MiB', quiet, both)
  },
}

/** What the large body leaves to the roller is no part of the quiet that the next round begins with. */
async function untilRolled({ client }: GoodSender): Promise<void> {
  const answeredMs = Date.now()
  await eventually('the roller has caught up', ROLLED_BOUND_MS, async () => {
    const { asOfMs } = await askApi(client, fleetGrid, '/api/v1/fleet?from=now-15m')
    return (asOfMs ?? 0) > answeredMs
  })
}

/** Few series with many samples each: an hour that somebody sends late. */
function largeBody(nowMs: number): Uint8Array {
  const samples = Math.floor((LARGE_BYTES - SPARE_BYTES) / BYTES_A_SAMPLE / LARGE_SERIES)
  const times = Array.from({ length: samples }, (_, at) => nowMs - (samples - at) * 1000)
  return writeBody(
    Array.from({ length: LARGE_SERIES }, (_, series) => ({
      labels: [
        ['__name__', `large_${String(series)}`],
        ['instance', 'large'],
      ],
      samples: times.map((timeMs) => ({ timeMs, bits: bitsOf(series) })),
    })),
  )
}

function judgeSlowdown(
  scene: Scene,
  when: string,
  before: readonly number[],
  during: readonly number[],
): void {
  const [quiet, slow] = [percentile(before, 0.99), percentile(during, 0.99)]
  const words = `p99 ${slow.toFixed(1)} ms, before ${quiet.toFixed(1)} ms; slowest ${Math.max(...during).toFixed(0)} ms`
  scene.check(`p99 less than twice as long ${when}`, slow < SLOWDOWN_BOUND * quiet, words)
}
