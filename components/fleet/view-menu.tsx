'use client'

import { useId, useState } from 'react'
import type { ResourceAnswer } from '@/lib/contract/checklist-answer'
import { ViewMenuFields } from './view-menu-fields'

/** How the fleet is laid out, in one place beside the filter. */
export const ViewMenu = ({ resources }: { resources: readonly ResourceAnswer[] }) => {
  const [isOpen, setOpen] = useState(false)
  const panelId = useId()
  return (
    <div
      className="relative"
      onKeyDown={(event) => {
        if (event.key === 'Escape') setOpen(false)
      }}
    >
      <button
        type="button"
        className="control text-[0.85rem]"
        aria-expanded={isOpen}
        aria-controls={panelId}
        onClick={() => {
          setOpen(!isOpen)
        }}
      >
        View <span aria-hidden="true">▾</span>
      </button>
      <div id={panelId} hidden={!isOpen} className="popover-panel view-menu">
        {isOpen ? <ViewMenuFields resources={resources} /> : null}
      </div>
    </div>
  )
}
