'use client'

import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { PlotProvider } from '@/components/charts/plot-context'
import { useZoomingPlots } from '@/components/charts/use-zooming-plots'
import { useDocumentTitle } from '@/components/ui/document-title'
import { LiveAlert, LiveBadge, useLiveStatus } from '@/components/ui/live-status'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { useView } from '@/components/ui/view'
import { WindowPicker } from '@/components/ui/window-picker'
import type { NodeAnswer } from '@/lib/contract/node'
import { DEFAULT_VIEW, toSearch, type ViewState } from '@/lib/contract/view-state'
import { NodeBody } from './node-body'
import { nodeQuery } from './queries'

const FIRST_DEVICES = 12
const ALL_DEVICES = 1_000

/** What only this page shows does not follow to another. */
const searchOfFleet = (view: ViewState): string =>
  toSearch({ ...view, device: DEFAULT_VIEW.device, more: DEFAULT_VIEW.more })

export const NodePage = ({ id }: { id: string }) => {
  const [view] = useView()
  const [devices, setDevices] = useState(FIRST_DEVICES)
  const query = useQuery(nodeQuery({ id, from: view.from, to: view.to, devices }))
  useDocumentTitle(query.data?.node.name ?? null)
  const plots = useZoomingPlots()
  return (
    <div className="node-page">
      <NodeToolbar query={query} view={view} />
      {query.data !== undefined ? (
        <PlotProvider value={plots}>
          <NodeBody
            answer={query.data}
            view={view}
            onAllDevices={() => {
              setDevices(ALL_DEVICES)
            }}
          />
        </PlotProvider>
      ) : query.error === null ? (
        <NodeSkeleton />
      ) : (
        <ProblemPanel
          title="This node cannot be shown"
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
    </div>
  )
}

interface NodeToolbarProps {
  query: UseQueryResult<NodeAnswer>
  view: ViewState
}

/** Counts the seconds on its own, so that no chart is looked at every second. */
const NodeToolbar = ({ query, view }: NodeToolbarProps) => {
  const status = useLiveStatus({ answer: query.data, updatedAtMs: query.dataUpdatedAt, error: query.error })
  return (
    <>
      <div className="toolbar">
        <Link href={`/${searchOfFleet(view)}`} className="link">
          Fleet
        </Link>
        <LiveBadge status={status} />
        <div className="ml-auto">
          <WindowPicker />
        </div>
      </div>
      <LiveAlert status={status} />
    </>
  )
}

const SKELETON_PANELS = 4

const NodeSkeleton = () => (
  <div role="status" className="grid gap-4 px-4">
    <h1 className="sr-only">Loading the node</h1>
    <div className="skeleton h-8 w-72" />
    {Array.from({ length: SKELETON_PANELS }, (_, index) => (
      <div key={index} className="skeleton h-44" />
    ))}
  </div>
)
