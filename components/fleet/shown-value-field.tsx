'use client'

import { SHOWN_VALUES, type ShownValue } from '@/lib/contract/view-state'

const TITLES: Record<ShownValue, string> = {
  judged: 'Judged value',
  last: 'Last minute',
  mean: 'Mean',
  max: 'Maximum',
}

export const ShownValueField = ({
  show,
  onShow,
}: {
  show: ShownValue
  onShow: (show: ShownValue) => void
}) => (
  <label className="flex items-center gap-2 text-xs">
    <span className="sr-only">Number shown in cells</span>
    <select
      className="control"
      value={show}
      onChange={(event) => {
        const chosen = SHOWN_VALUES.find((value) => value === event.target.value)
        if (chosen !== undefined) onShow(chosen)
      }}
    >
      {SHOWN_VALUES.map((value) => (
        <option key={value} value={value}>
          {TITLES[value]}
        </option>
      ))}
    </select>
  </label>
)
