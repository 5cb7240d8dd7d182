'use client'

import { SHOWN_VALUES, type ShownValue } from '@/lib/contract/view-choices'

const TITLES: Record<ShownValue, string> = {
  judged: 'Judged value',
  last: 'Last minute',
  mean: 'Mean',
  max: 'Maximum',
}

interface ShownValueFieldProps {
  id: string
  show: ShownValue
  onShow: (show: ShownValue) => void
}

export const ShownValueField = ({ id, show, onShow }: ShownValueFieldProps) => (
  <select
    id={id}
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
)
