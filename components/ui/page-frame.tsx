'use client'

import type { ReactNode } from 'react'
import { LiveBadge } from './live-status'
import { PageTitle } from './page-title'
import type { LiveStatus } from './prepare-live-status'
import { WindowPicker } from './window-picker'

interface PageFrameProps {
  title: string
  /** How old the page is; left out where it does not renew itself. */
  status?: LiveStatus
  /** What the page can be set to. */
  fields?: ReactNode
  /** What stands beside the window at the other end. */
  beside?: ReactNode
  children: ReactNode
}

/** A page under its toolbar: what it is, what it is set to, and of when. */
export const PageFrame = ({ title, status, fields, beside, children }: PageFrameProps) => (
  <div className="page-frame">
    <div className="toolbar">
      <PageTitle title={title}>{status === undefined ? null : <LiveBadge status={status} />}</PageTitle>
      {fields}
      <div className="toolbar-end">
        {beside}
        <WindowPicker />
      </div>
    </div>
    {children}
  </div>
)

interface PageSkeletonProps {
  /** What is waited for, for those who do not see the blocks. */
  label: string
  /** Classes of the blocks that stand where the answer will. */
  blocks: readonly string[]
}

export const PageSkeleton = ({ label, blocks }: PageSkeletonProps) => (
  <div role="status" className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4">
    <span className="sr-only">{label}</span>
    {blocks.map((block) => (
      <div key={block} className={`skeleton ${block}`} />
    ))}
  </div>
)
