import type { HttpAnswer } from '@/lib/http/send'

/** One item of a body, counted over the whole of it. */
export interface ItemRefusal {
  index: number
  reason: string
}

const MAX_REFUSALS_TOLD = 100

/** What became of the items; a 400 tells that some are not kept, and which. */
export function itemsAnswer(items: number, refusals: readonly ItemRefusal[]): HttpAnswer {
  const answer = {
    accepted: items - refusals.length,
    refused: refusals.length,
    refusals: refusals.slice(0, MAX_REFUSALS_TOLD),
  }
  return {
    status: refusals.length === 0 ? 200 : 400,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(answer),
  }
}
