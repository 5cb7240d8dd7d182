import type { Verdict } from '@/lib/core/judge'

/** In a square of ten by ten. */
export const VERDICT_SHAPES: Record<Verdict, string> = {
  bad: 'M5 0 10 5 5 10 0 5Z',
  warn: 'M5 .6 9.9 9.4H.1Z',
  ok: 'M5 2.6a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8Z',
  unmeasured: 'M0 8 8 0h2v2L2 10H0Z',
  not_applicable: 'M1 4.4h8v1.2H1Z',
}

/** Diamond, triangle, dot: told apart by shape alone, so colour is only the second clue. */
export const VerdictMark = ({ verdict, size = 9 }: { verdict: Verdict; size?: number }) => (
  <svg
    viewBox="0 0 10 10"
    width={size}
    height={size}
    className="verdict-mark shrink-0"
    data-verdict={verdict}
    aria-hidden="true"
  >
    <path d={VERDICT_SHAPES[verdict]} />
  </svg>
)
