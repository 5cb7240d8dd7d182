'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { useDocumentTitle } from '@/components/ui/document-title'
import { LiveAlert, LiveBadge, useLiveStatus } from '@/components/ui/live-status'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { useView } from '@/components/ui/view'
import { WindowPicker } from '@/components/ui/window-picker'
import type { NodeAnswer } from '@/lib/contract/node'
import { toSearch, type ViewState } from '@/lib/contract/view-state'
import { FactsTable } from './facts-table'
import { NodeHeading } from './node-heading'
import { NodeOverview } from './node-overview'
import { drawnMetrics, prepareNodeSections } from './prepare-node-sections'
import { nodeQuery, nodeSeriesQuery } from './queries'
import { ResourcePanel } from './resource-panel'

const FIRST_DEVICES = 12
const ALL_DEVICES = 1_000

export const NodePage = ({ id }: { id: string }) => {
  const [view] = useView()
  const [devices, setDevices] = useState(FIRST_DEVICES)
  const { from, to } = view
  const query = useQuery(nodeQuery({ id, from, to, devices }))
  const answer = query.data
  useDocumentTitle(answer?.node.name ?? null)
  const status = useLiveStatus({ answer, updatedAtMs: query.dataUpdatedAt, error: query.error })
  return (
    <div className="node-page">
      <div className="toolbar">
        <Link href={`/${toSearch(view)}`} className="link">
          Fleet
        </Link>
        <LiveBadge status={status} />
        <div className="ml-auto">
          <WindowPicker />
        </div>
      </div>
      <LiveAlert status={status} />
      {answer === undefined ? (
        query.error === null ? (
          <NodeSkeleton />
        ) : (
          <ProblemPanel
            title="This node cannot be shown"
            error={query.error}
            onRetry={() => {
              void query.refetch()
            }}
          />
        )
      ) : (
        <NodeBody
          answer={answer}
          view={view}
          onAllDevices={() => {
            setDevices(ALL_DEVICES)
          }}
        />
      )}
    </div>
  )
}

interface NodeBodyProps {
  answer: NodeAnswer
  view: ViewState
  onAllDevices: () => void
}

const NodeBody = ({ answer, view, onAllDevices }: NodeBodyProps) => {
  const sections = prepareNodeSections(answer)
  const { data: series } = useQuery(
    nodeSeriesQuery({
      nodeId: answer.node.id,
      device: '',
      metrics: drawnMetrics(sections),
      from: view.from,
      to: view.to,
    }),
  )
  return (
    <div className="grid gap-4 px-4 pb-8">
      <NodeHeading answer={answer} zone={view.zone} />
      <NodeOverview sections={sections} />
      {sections.map((section, index) => {
        const resource = answer.resources[index]
        return resource === undefined ? null : (
          <ResourcePanel
            key={section.id}
            section={section}
            resource={resource}
            series={series}
            zone={view.zone}
            onAllDevices={onAllDevices}
          />
        )
      })}
      <FactsTable facts={answer.facts} zone={view.zone} nowMs={answer.nowMs} />
    </div>
  )
}

const SKELETON_PANELS = 4

const NodeSkeleton = () => (
  <div role="status" className="grid gap-4 px-4">
    <span className="sr-only">Loading the node</span>
    <div className="skeleton h-8 w-72" />
    {Array.from({ length: SKELETON_PANELS }, (_, index) => (
      <div key={index} className="skeleton h-44" />
    ))}
  </div>
)
