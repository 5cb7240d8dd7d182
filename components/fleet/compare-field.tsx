'use client'

import { COMPARISONS, type Comparison } from '@/lib/contract/view-choices'

const COMPARISON_TITLES: Record<Comparison, string> = {
  '': 'Nothing',
  yesterday: 'Yesterday',
  week: 'Last week',
}

interface CompareFieldProps {
  compare: Comparison
  onCompare: (compare: Comparison) => void
}

export const CompareField = ({ compare, onCompare }: CompareFieldProps) => (
  <div className="view-field">
    <span id="compare-title">Compare with</span>
    <div role="group" aria-labelledby="compare-title" className="segments">
      {COMPARISONS.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={compare === one}
          onClick={() => {
            onCompare(one)
          }}
        >
          {COMPARISON_TITLES[one]}
        </button>
      ))}
    </div>
  </div>
)
