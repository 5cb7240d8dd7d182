import type { ReactNode } from 'react'

export const PageTitle = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
    <h1 className="text-lg font-semibold tracking-tight">{title}</h1>
    {children}
  </div>
)
