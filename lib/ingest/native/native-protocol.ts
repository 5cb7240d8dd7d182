import type { HttpAnswer } from '@/lib/http/send'
import { refusalOfCode } from '../refusal-codes'
import type { IngestProtocol } from '../protocol'
import { decodeSamples, type NativeBatch } from './decode-samples'
import { itemsAnswer, type ItemRefusal } from './items-answer'
import { checkNativeHeaders, readDocuments } from './read-documents'

/** `POST /api/v1/samples`: JSON or one document a line, of the own collector and of scripts. */
export const createNativeProtocol = (maxInflatedBytes: number): IngestProtocol<NativeBatch> => ({
  name: 'native',
  checkHeaders: checkNativeHeaders,
  decode: async (body, { headers, times }) =>
    decodeSamples(await readDocuments(body, headers, maxInflatedBytes), times),
  answer: nativeAnswer,
})

/** An item counts as refused if anything of it was; the rest of it is kept. */
export function nativeAnswer(batch: NativeBatch): HttpAnswer {
  const byIndex = new Map(cappedItems(batch).map((refusal) => [refusal.index, refusal]))
  for (const refusal of batch.itemRefusals) byIndex.set(refusal.index, refusal)
  const refusals = [...byIndex.values()].sort((a, b) => a.index - b.index)
  return itemsAnswer(batch.items, refusals)
}

/** Items that hold a series which the store refused. */
const cappedItems = (batch: NativeBatch): ItemRefusal[] =>
  Array.from(batch.sampleOrdinals).flatMap((ordinal, at) => {
    const seriesId = batch.seriesIds[ordinal] ?? 0
    return seriesId < 0 ? [{ index: batch.itemOfSample[at] ?? 0, reason: refusalOfCode(seriesId) }] : []
  })
