import { readSamples } from '../system/read-samples'
import { gauge, writeBody, writeCall } from './bodies'
import { Answers, createClient } from './client'
import type { Fault } from './fault'
import { judgeLedger } from './fleet'
import { answersOf, startLedgerFleet } from './ledger/ledger-fleet'
import { openPlace } from './place'
import { createToken } from './token'

const CAP = 100
const TIMES_THE_CAP = 10
const REQUESTS = 100
const GOOD_CAP = 1000

export const greedySender: Fault = {
  name: 'greedy-sender',
  done: 'a sender at ten times its series cap, over and over, beside good ones with a token of their own',
  async run(scene) {
    const { app, postgres, store } = await openPlace(scene)
    const greedy = await createToken(postgres.url, 'greedy', CAP)
    const good = await createToken(postgres.url, 'good', GOOD_CAP)
    const ledger = startLedgerFleet(app.url, scene.random.between(0, 2 ** 31), Date.now(), good)
    const client = createClient(app.url)
    scene.onEnd(() => client.close())
    const nowMs = Date.now()
    const answers = new Answers()
    const reasons = new Set<string>()
    for (let request = 0; request < REQUESTS; request += 1) {
      const series = Array.from({ length: CAP * TIMES_THE_CAP }, (_, at) =>
        gauge(`greedy_${String(at).padStart(4, '0')}`, 'greedy', nowMs + request, at),
      )
      const exchange = await client.ask(writeCall(writeBody(series), greedy))
      answers.add(exchange)
      reasons.add(/\d+ series_cap/.exec(exchange.body)?.[0] ?? exchange.body)
    }
    await ledger.stop()

    const refused = `${String(CAP * (TIMES_THE_CAP - 1))} series_cap`
    scene.check(
      'it hears 400 with series_cap each time',
      answers.areOnly(400) && reasons.size === 1 && reasons.has(refused),
      `${String(answers)}; ${[...reasons].join(', ')}`,
    )
    const kept = (await readSamples(store, nowMs)).filter(({ labels }) => labels.instance === 'greedy')
    const names = kept.map(({ name }) => name).sort()
    scene.check(
      'the first part of each request is kept',
      names.length === CAP &&
        names.at(-1) === 'greedy_0099' &&
        kept.every(({ timesMs }) => timesMs.length === REQUESTS),
      `${String(names.length)} series, the last ${names.at(-1) ?? 'none'}, of ${String(kept[0]?.timesMs.length ?? 0)} requests`,
    )
    const goodAnswers = answersOf(ledger)
    scene.check('the good ones hear only 204', goodAnswers.areOnly(204), String(goodAnswers))
    await judgeLedger(scene, ledger, store)
  },
}
