import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { version } from '@/package.json'
import { measure, startAgent } from './agent'
import type { AgentEvent } from './agent-event'
import { systemClock } from './clock'
import { toBatch, type Batch, type SamplesBody } from './delivery/batch'
import { createDelivery } from './delivery/delivery'
import { createOutbox } from './delivery/outbox'
import { openOutboxFolder } from './delivery/outbox-folder'
import { createPoster, urlOf, type Poster } from './delivery/post-batch'
import { HELP } from './help'
import { createLog } from './log'
import { openMachine, type Machine } from './machine'
import { OptionError } from './option-error'
import { parseOptions, type AgentOptions } from './options'

const MEMORY_BYTES = 8 * 1024 * 1024
const STOP_WITHIN_MS = 3_000
const EVENTS_AT_ONCE = 200

const log = createLog((line) => process.stderr.write(line), systemClock.nowMs)

/** Exiting joins the threads of the pool, so one that hangs in a filesystem would never let it end. */
const endProcess = (machine: Machine, code: number): void => {
  if (!machine.isHanging()) process.exit(code)
  log('a filesystem does not answer, so this process ends itself by force')
  process.kill(process.pid, 'SIGKILL')
}

const tokenReader = (tokenFile: string | null) => (): string | null => {
  const token = tokenFile === null ? process.env.USESCOPE_TOKEN : readFileSync(tokenFile, 'utf8')
  return token === undefined || token.trim() === '' ? null : token.trim()
}

const posterOf = (options: AgentOptions): Poster =>
  createPoster({
    serverUrl: options.serverUrl,
    readToken: tokenReader(options.tokenFile),
    clock: systemClock,
    userAgent: `usescope-agent/${version}`,
  })

const batchOf = (body: SamplesBody): Batch =>
  toBatch('samples', body, body.samples[0]?.timestampMs ?? systemClock.nowMs())

/** Of one moment each, because a batch is known by its time. */
const eventBatches = (events: readonly AgentEvent[]): Batch[] => {
  const nowMs = systemClock.nowMs()
  const count = Math.ceil(events.length / EVENTS_AT_ONCE)
  return Array.from({ length: count }, (_, index) =>
    toBatch('events', events.slice(index * EVENTS_AT_ONCE, (index + 1) * EVENTS_AT_ONCE), nowMs + index),
  )
}

const print = (body: SamplesBody | readonly AgentEvent[]): void => {
  process.stdout.write(`${JSON.stringify(body, null, 2)}\n`)
}

const printOnce = async (machine: Machine): Promise<void> => {
  print(await measure(machine))
  endProcess(machine, 0)
}

const sendOnce = async (machine: Machine, options: AgentOptions): Promise<void> => {
  const outcome = await posterOf(options).post(batchOf(await measure(machine)))
  const isSent = outcome.kind === 'accepted'
  log(isSent ? `sent to ${urlOf(options.serverUrl, 'samples').href}` : `not sent: ${outcome.reason}`)
  endProcess(machine, isSent ? 0 : 1)
}

/** Calls back at the first wish to end; a second one ends at once. */
const onStop = (callback: () => void): void => {
  let isStopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) process.kill(process.pid, 'SIGKILL')
      isStopping = true
      callback()
    })
  }
}

const printAlways = (machine: Machine, options: AgentOptions): void => {
  const agent = startAgent(machine, options.intervalMs, { samples: print, events: print })
  onStop(() => void agent.stop().finally(() => endProcess(machine, 0)))
}

const countingPost =
  ({ post }: Poster, { selfCost }: Machine): Poster['post'] =>
  async (batch) => {
    const outcome = await post(batch)
    if (outcome.kind === 'accepted') selfCost.sent(batch.body.length)
    return outcome
  }

const sendAlways = (machine: Machine, options: AgentOptions): void => {
  const { serverUrl, bufferFolder, bufferBytes, intervalMs } = options
  const limits = { memoryBytes: MEMORY_BYTES, diskBytes: bufferBytes }
  const outbox = createOutbox(openOutboxFolder(bufferFolder), limits, log, process.pid)
  const left = outbox.count() === 0 ? '' : `, ${outbox.count()} batches waiting from before`
  log(`measuring ${machine.node.name} every ${intervalMs / 1000} s for ${serverUrl.href}${left}`)
  const post = countingPost(posterOf(options), machine)
  const delivery = createDelivery({ outbox, post, clock: systemClock, log, random: Math.random })
  const agent = startAgent(machine, intervalMs, {
    samples: (body) => delivery.offer(batchOf(body)),
    events: (events) => eventBatches(events).forEach(delivery.offer),
  })
  onStop(() => {
    void agent
      .stop()
      .then(() => delivery.stop(STOP_WITHIN_MS))
      .finally(() => {
        log('stopped')
        endProcess(machine, 0)
      })
  })
}

const run = async (): Promise<void> => {
  const user = { isRoot: process.getuid?.() === 0, home: homedir() }
  const options = parseOptions(process.argv.slice(2), process.env, user)
  if (options.isHelp) return void process.stdout.write(HELP)
  const machine = openMachine(options, version, systemClock, log)
  if (options.isOnce) await (options.isPrinting ? printOnce(machine) : sendOnce(machine, options))
  else if (options.isPrinting) printAlways(machine, options)
  else sendAlways(machine, options)
}

// A journal that goes away must not take the measuring with it; a reader of the output that goes away ends it.
process.stderr.on('error', () => undefined)
process.stdout.on('error', () => process.exit(0))

run().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error)
  log(error instanceof OptionError ? `${message} (--help shows the options)` : message)
  process.exitCode = error instanceof OptionError ? 2 : 1
})
