'use client'

import { useRouter } from 'next/navigation'
import type { KeyboardEvent, MouseEvent } from 'react'
import type { SetView } from '@/components/ui/view'
import { MAX_PINS, pinsIn, toggleItem } from '@/lib/contract/fleet-choice'
import { FLEET_SORTS } from '@/lib/contract/fleet-sort'
import { parseOpenGroups, printOpenGroups, toggleGroup } from '@/lib/contract/open-groups'
import type { ResourceAnswer } from '@/lib/contract/checklist-answer'
import type { ViewState } from '@/lib/contract/view-state'
import { nodeSearch } from './node-search'
import { columnAt, isInLink, isPinButton, rowAt, sortAt } from './grid-places'
import { explainNodeHref } from './prepare-cell-menu'
import type { FleetItem, FleetItems } from './prepare-fleet-items'
import { prepareMetricLink } from './prepare-metric-link'

interface GridActionsOptions {
  items: FleetItems
  resources: readonly ResourceAnswer[]
  view: ViewState
  setView: SetView
}

interface GridActions {
  onClick: (event: MouseEvent) => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** What can be done with the row or cell that somebody clicks or stands on. */
export const useGridActions = ({ items, resources, view, setView }: GridActionsOptions): GridActions => {
  const router = useRouter()
  const itemAt = (target: EventTarget): FleetItem | null => {
    const row = rowAt(target)
    return row === null ? null : items.at(row)
  }
  const open = (target: EventTarget) => {
    const item = isInLink(target) ? null : itemAt(target)
    if (item?.kind === 'node')
      router.push(`/nodes/${String(item.node.id)}${nodeSearch(view)}${columnAt(target)}`)
    if (item?.kind === 'group')
      setView({ open: printOpenGroups(toggleGroup(parseOpenGroups(view.open), item.group.value)) })
  }
  const pin = (target: EventTarget) => {
    const item = itemAt(target)
    if (item?.kind !== 'node') return
    const pins = toggleItem(pinsIn(view.pins), item.node.id)
    setView({ pins: pins.slice(-MAX_PINS).join(',') })
  }
  const sort = (target: EventTarget) => {
    const wanted = FLEET_SORTS.find((one) => one === sortAt(target))
    if (wanted !== undefined) setView({ sort: wanted })
  }
  const showMetric = (target: EventTarget) => {
    const link = prepareMetricLink(sortAt(target), resources, view)
    if (link !== null) router.push(link.href)
  }
  const explain = (target: EventTarget) => {
    const item = itemAt(target)
    if (item?.kind === 'node') router.push(explainNodeHref(view, item.node))
  }
  const keys: Readonly<Record<string, (target: EventTarget) => void>> = {
    Enter: open,
    m: showMetric,
    p: pin,
    s: sort,
    x: explain,
  }
  return {
    onClick: ({ target }) => {
      if (isPinButton(target)) pin(target)
      else open(target)
    },
    onKeyDown: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const act = keys[event.key]
      if (act === undefined || (event.key === 'Enter' && isInLink(event.target))) return
      act(event.target)
      event.preventDefault()
    },
  }
}
