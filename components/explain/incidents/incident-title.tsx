import { NameField } from '@/components/ui/name-field'

interface IncidentTitleProps {
  initial: string
  /** Null where it stays as it was. */
  onTitle: (title: string | null) => void
}

/** An incident has a title; what is emptied stays as it was. */
export const IncidentTitle = ({ initial, onTitle }: IncidentTitleProps) => (
  <NameField
    label="What happened"
    placeholder="database slow for everybody"
    initial={initial}
    onName={(title) => {
      onTitle(title === '' ? null : title)
    }}
  />
)
