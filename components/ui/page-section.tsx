import { useId, type ReactNode } from 'react'

interface PageSectionProps {
  title: ReactNode
  /** What belongs to the title in smaller letters: how many, of when. */
  note?: ReactNode
  /** Choices beside the title. */
  fields?: ReactNode
  /** What can be done with it, at the other end. */
  actions?: ReactNode
  className?: string
  children: ReactNode
}

/** A part of a page under its heading. */
export const PageSection = ({ title, note, fields, actions, className = '', children }: PageSectionProps) => {
  const id = useId()
  return (
    <section aria-labelledby={id} className={`page-section ${className}`.trim()}>
      <div className="section-heading">
        <h2 id={id}>{title}</h2>
        {fields}
        {note === undefined || note === null ? null : <div className="section-note">{note}</div>}
        {actions === undefined || actions === null ? null : <div className="section-actions">{actions}</div>}
      </div>
      {children}
    </section>
  )
}
