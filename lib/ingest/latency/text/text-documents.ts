import { z } from 'zod'
import { InvalidInputError } from '@/lib/core/errors'
import { parseInput } from '@/lib/http/parse-input'
import { LONGEST_LINE } from '../../log-upload'
import type { ReadDocument } from '../../native/read-documents'
import { parseBiolatency } from './parse-biolatency'
import { parseNping } from './parse-nping'
import { parsePing, type ToldRoundTrip } from './parse-ping'

/** What a text does not say itself stands beside it in the address. */
const textParams = z.object({
  service: z.string().default('network'),
  operation: z.string().optional(),
  vantage: z.string().default(''),
  node: z.string().default(''),
  cluster: z.string().default(''),
  /** When the program began; needed, because the same text must have the same time when it is sent again. */
  timestampMs: z.string().min(1).transform(Number).pipe(z.number().int().min(0)),
})
type TextParams = z.output<typeof textParams>

/** What ping, nping or biolatency printed, as the documents that it tells. */
export const textDocuments = (text: string, search: URLSearchParams): ReadDocument[] => {
  const params = parseInput(textParams, Object.fromEntries(search))
  const lines = text.split(/\r?\n/)
  if (lines.some(({ length }) => length > LONGEST_LINE))
    throw new InvalidInputError(`a line is longer than ${String(LONGEST_LINE)} characters`, {
      reason: 'malformed_text',
    })
  const trips = [...parsePing(lines), ...parseNping(lines, params.timestampMs)]
  const documents =
    trips.length > 0
      ? trips.map((trip) => tripDocument(trip, params))
      : parseBiolatency(lines).map((told) => blockDocument(told, params))
  if (documents.length === 0)
    throw new InvalidInputError('the text is no output of ping, nping or biolatency with a result in it', {
      reason: 'unknown_text',
    })
  return documents.map((value) => ({ ok: true, value }))
}

const headOf = ({ service, vantage, node, cluster }: TextParams) => ({ service, vantage, node, cluster })

const tripDocument = ({ atMs, lengthMs }: ToldRoundTrip, params: TextParams) => ({
  ...headOf(params),
  operation: params.operation ?? 'round trip',
  timestampMs: atMs ?? params.timestampMs,
  observationMs: lengthMs,
})

const blockDocument = (told: ReturnType<typeof parseBiolatency>[number], params: TextParams) => ({
  ...headOf(params),
  operation: [params.operation ?? 'block I/O', told.of].filter((word) => word !== '').join(' '),
  timestampMs: params.timestampMs,
  bounds: told.boundsMs,
  counts: told.counts,
})
