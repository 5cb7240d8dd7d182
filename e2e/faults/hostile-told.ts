import type { z } from 'zod'
import { eventsAnswer } from '@/lib/contract/events'
import { latencyOperationsAnswer } from '@/lib/contract/latency'
import { profilesAnswer } from '@/lib/contract/profiles'
import { frameName } from '@/lib/core/profiles/frame-name'
import { eventually } from '../system/process'
import { askApi } from './ask-api'
import { eventsCall, histogramsCall, textCall } from './bodies'
import type { Call, Client } from './client'
import type { Scene } from './fault'

/** By kind. */
type Texts = Readonly<Record<string, string>>

const SHOWN_BOUND_MS = 30_000

/** Everything that is told beside samples, with the texts wherever one may stand. */
export async function tellAll(scene: Scene, client: Client, texts: Texts, nowMs: number): Promise<void> {
  const told = Object.values(texts)
  const calls: readonly (readonly [string, Call])[] = [
    ['events', eventsCall(JSON.stringify(told.map((text) => eventOf(text, nowMs))))],
    ['histograms', histogramsCall(JSON.stringify(told.map((text) => histogramOf(text, nowMs))))],
    ['a profile', textCall('/api/v1/profiles?service=hostile', told.map(stackOf).join('\n'))],
    ['probes', textCall(`/api/v1/probes?node=prober&startMs=${String(nowMs - 1000)}`, probesTo(told))],
  ]
  for (const [what, call] of calls) {
    const { status, body } = await client.ask(call)
    scene.check(`${what} of such texts are taken`, status === 200, `${String(status)} ${body.slice(0, 200)}`)
  }
}

export async function judgeTold(scene: Scene, client: Client, texts: Texts): Promise<void> {
  const ask = <Schema extends z.ZodType>(schema: Schema, path: string) =>
    askApi(client, schema, `/api/v1/${path}`)
  const operationsOf = async () =>
    (await ask(latencyOperationsAnswer, 'latency/operations?from=now-1h')).operations
  const wanted = Object.keys(texts).length
  await eventually(
    'the latencies are rolled',
    SHOWN_BOUND_MS,
    async () => (await operationsOf()).length >= wanted,
  )
  const operations = await operationsOf()
  const { events } = await ask(eventsAnswer, 'events?from=now-1h')
  const { flame } = await ask(profilesAnswer, 'profiles?from=now-1h&service=hostile')
  for (const [kind, text] of Object.entries(texts)) {
    const isEvent = events.some(
      (one) =>
        [one.node?.name, one.source, one.kind, one.name, one.text].every((word) => word === text) &&
        one.attributes[text] === text,
    )
    const isOperation = operations.some(({ service, operation, vantage }) =>
      [service, operation, vantage].every((word) => word === text),
    )
    const isFunction = flame?.names.includes(functionOf(text)) === true
    scene.check(
      `${kind}: event and operation come back as sent, a function as one can print it`,
      isEvent && isOperation && isFunction,
      `event ${String(isEvent)}, operation ${String(isOperation)}, function ${String(isFunction)}`,
    )
  }
}

const eventOf = (text: string, nowMs: number) => ({
  startMs: nowMs - 1000,
  node: text,
  cluster: 'posted',
  source: text,
  kind: text,
  name: text,
  text,
  attributes: { [text]: text },
})

const histogramOf = (text: string, nowMs: number) => ({
  timestampMs: nowMs - 1000,
  service: text,
  operation: text,
  vantage: text,
  node: text,
  observationsMs: [1, 2],
})

/** Semicolons and line ends part frames and stacks. */
const frameOf = (text: string): string => text.replaceAll(/[;\r\n]/g, '_')
const functionOf = (text: string): string => frameName(frameOf(text))
const stackOf = (text: string): string => `outer;${frameOf(text)} 100`

/** A target is a word. */
const probesTo = (texts: readonly string[]): string => {
  const lines = texts.map((text) => {
    const target = `${text.replaceAll(/\s/g, '_')}:22`
    return `SENT (0.0311s) Starting TCP Handshake > ${target}\nRCVD (0.0317s) Handshake with ${target} completed`
  })
  return ['Starting Nping 0.7.80 ( https://nmap.org/nping ) at long ago', ...lines].join('\n')
}
