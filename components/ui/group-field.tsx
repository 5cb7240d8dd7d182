'use client'

import { DraftField } from './draft-field'
import { useView } from './view'

interface GroupFieldProps {
  /** What grouping is for on this page. */
  label: string
  placeholder?: string
  labels: readonly string[]
  className?: string
}

/** The label or fact by which the page groups its nodes. */
export const GroupField = (props: GroupFieldProps) => {
  const { label, placeholder = 'role, kernel…', labels, className = 'w-32' } = props
  const [{ group }, setView] = useView()
  return (
    <DraftField
      label={label}
      value={group}
      placeholder={placeholder}
      suggestions={labels}
      className={className}
      onValue={(text) => {
        setView({ group: text })
      }}
    />
  )
}
