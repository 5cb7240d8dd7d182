import type { IncomingMessage, ServerResponse } from 'node:http'
import { activeRules } from '@/lib/core/profiles/active-rules'
import { matchRules } from '@/lib/core/profiles/profile-rules'
import { send, type HttpAnswer } from '@/lib/http/send'
import type { Store } from '@/lib/store/db'
import { readProfileRules } from '@/lib/store/profile-rules'
import { appendProfile, type NewProfile } from '@/lib/store/profiles'
import { notUnderstood, parseContentType } from '../content-type'
import { Deadline } from '../deadline'
import { inflateGzip } from '../native/inflate-gzip'
import { decodeBody, forSender, type BodyOptions, type SenderOptions } from '../receive'
import type { AcceptedTimes } from '../sample-times'
import type { Sender } from '../sender'
import type { Turns } from '../turns'
import { decodeProfile } from './decode-profile'
import type { DecodedProfile } from './decoded-profile'
import { readProfileTarget } from './profile-target'
import { ruleEvents } from './rule-events'
import { toNewProfile } from './to-new-profile'

const PROTOCOL = 'profiles'

export interface ProfileReceiverOptions extends SenderOptions, BodyOptions {
  turns: Turns
  store: Store
  limits: BodyOptions['limits'] & { maxInflatedBytes: number }
  acceptedTimes: (nowMs: number) => AcceptedTimes
}

interface Received {
  decoded: DecodedProfile
  profile: NewProfile
}

/** `POST /api/v1/profiles`: one profile a request, straight to its table; its rules are looked at on the way. */
export const createProfileReceiver =
  (options: ProfileReceiverOptions) =>
  (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    forSender(PROTOCOL, request, options, async (sender, patienceMs) => {
      const received = await receive(request, options)
      const kept = await keep(received, patienceMs, options)
      options.statistics.accept(sender, {
        samples: received.decoded.accepted,
        newestMs: received.profile.endedMs,
        nodeIds: [],
      })
      countRefusals(received.decoded, sender, options)
      send(response, answerOf(received, kept))
    })

function receive(request: IncomingMessage, options: ProfileReceiverOptions): Promise<Received> {
  const { turns, limits, acceptedTimes, nowMs } = options
  const target = readProfileTarget(request.url ?? '')
  checkHeaders(request)
  return decodeBody(request, options, async (body, lease) => {
    const plain = isGzip(body) ? await inflateGzip(body, limits.maxInflatedBytes) : body
    lease.take(plain.length)
    const decoded = await inTurns(decodeProfile(plain, target.type), turns)
    const atMs = nowMs()
    const profile = await toNewProfile(plain, target, decoded, { nowMs: atMs, times: acceptedTimes(atMs) })
    return { decoded, profile }
  })
}

/** A step at a time. */
async function inTurns<Result>(
  work: Generator<undefined, Result>,
  turns: ProfileReceiverOptions['turns'],
): Promise<Result> {
  let done: { value: Result } | null = null
  await turns.work(() => {
    const step = work.next()
    if (step.done !== true) return false
    done = { value: step.value }
    return true
  })
  return resultOf(done)
}

/** Turns end only when the work has. */
const resultOf = <Result>(done: { value: Result } | null): Result => {
  if (done === null) throw new Error('work on a profile ended without a result')
  return done.value
}

interface Kept {
  isNew: boolean
  rules: number
}

async function keep(
  { profile }: Received,
  patienceMs: number,
  { admission, store, turns, nowMs }: ProfileReceiverOptions,
): Promise<Kept> {
  return new Deadline(patienceMs).bound(
    admission.enter(profile.tree.parents.length, async () => {
      const rules = activeRules(await readProfileRules(store))
      const matches = await inTurns(matchRules(profile.tree, rules), turns)
      const isNew = await appendProfile(store, profile, ruleEvents(profile, matches), nowMs())
      return { isNew, rules: matches.length }
    }),
  )
}

function countRefusals(
  { refused, refusals }: DecodedProfile,
  sender: Sender,
  options: ProfileReceiverOptions,
): void {
  const [first] = refusals
  if (first === undefined) return
  const example = `${String(first.index)}: ${first.reason}`
  options.statistics.refuse(sender, [{ reason: 'malformed_stack', count: refused, example }])
}

/** What became of it; a 400 tells that a part is not kept, and which. */
function answerOf({ decoded, profile }: Received, { isNew, rules }: Kept): HttpAnswer {
  const { format, type, unit, accepted, refused, refusals, notes } = decoded
  const { startedMs, endedMs, total, tree } = profile
  const taken = { format, type, unit, total, frames: tree.names.length, fromMs: startedMs, toMs: endedMs }
  return {
    status: refused === 0 ? 200 : 400,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accepted, refused, refusals, notes, isNew, rulesMatched: rules, ...taken }),
  }
}

/** Text and pprof as profilers name them, and what curl says of anything; which of them it is the body tells. */
const TYPES = [
  'text/plain',
  'application/octet-stream',
  'application/protobuf',
  'application/x-protobuf',
  'application/vnd.google.protobuf',
  'application/gzip',
  'application/x-gzip',
  'application/x-www-form-urlencoded',
]

function checkHeaders({ headers }: IncomingMessage): void {
  const { type } = parseContentType(headers['content-type'])
  if (!TYPES.includes(type))
    throw notUnderstood('Content-Type must be text/plain or application/octet-stream', 'content_type')
  if (!['identity', 'gzip'].includes(headers['content-encoding']?.trim().toLowerCase() ?? 'identity'))
    throw notUnderstood('Content-Encoding must be gzip or absent', 'content_encoding')
}

/** Profilers write gzip into files too, so the bytes tell rather than a header. */
const isGzip = (body: Uint8Array): boolean => body[0] === 0x1f && body[1] === 0x8b
