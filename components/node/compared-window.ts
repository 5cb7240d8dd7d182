import type { Comparison } from '@/lib/contract/view-choices'
import type { Window } from '@/lib/core/series'
import { DAY_MS } from '@/lib/core/times'

const DAYS: Record<Comparison, number> = { '': 0, yesterday: 1, week: 7 }

export const COMPARISON_WORDS: Record<Comparison, string> = {
  '': 'nothing',
  yesterday: 'yesterday',
  week: 'last week',
}

/** The same steps so many whole days earlier, by UTC; null where nothing is compared. */
export const comparedWindow = (window: Window, comparison: Comparison): Window | null => {
  const earlierMs = DAYS[comparison] * DAY_MS
  return earlierMs === 0 ? null : { fromMs: window.fromMs - earlierMs, toMs: window.toMs - earlierMs }
}

/** How the earlier line is called; null where there is none. */
export const comparedWord = (comparison: Comparison): string | null =>
  comparison === '' ? null : COMPARISON_WORDS[comparison]
