import type { Verdict } from '@/lib/core/judge'

export const VERDICT_WORDS: Record<Verdict, string> = {
  bad: 'bad',
  warn: 'warning',
  ok: 'ok',
  unmeasured: 'not measured',
  not_applicable: 'not applicable',
}
