'use client'

import { SegmentField } from '@/components/ui/segment-field'
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
    <span aria-hidden="true">Compare with</span>
    <SegmentField
      label="Compare with"
      value={compare}
      choices={COMPARISONS}
      titleOf={(one) => COMPARISON_TITLES[one]}
      onChoice={onCompare}
    />
  </div>
)
