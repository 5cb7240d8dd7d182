import type { ReactNode } from 'react'

interface ExplainSectionProps {
  title: string
  note?: string
  /** What can be done with it. */
  actions?: ReactNode
  children: ReactNode
}

export const ExplainSection = ({ title, note, actions, children }: ExplainSectionProps) => (
  <section className="grid grid-cols-[minmax(0,1fr)] content-start gap-2" aria-label={title}>
    <div className="flex flex-wrap items-baseline gap-x-3">
      <h2 className="text-base font-semibold">{title}</h2>
      {note === undefined ? null : <p className="text-xs text-muted">{note}</p>}
      {actions === undefined ? null : <div className="ml-auto">{actions}</div>}
    </div>
    {children}
  </section>
)
