'use client'

import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import { PlotEvents } from '@/components/charts/plot-events'
import type { EventAnswer } from '@/lib/contract/events'
import type { NodeAnswer } from '@/lib/contract/node'
import type { ViewState } from '@/lib/contract/view-state'
import { comparedWord } from './compared-window'
import type { ChartSettings } from './drawn-metric'
import { EventPanel } from './event-panel'
import { FactsTable } from './facts-table'
import { NodeHeading } from './node-heading'
import { NodeRail } from './node-rail'
import { useNodeSeries } from './node-series'
import { deviceMetrics, drawnMetrics, prepareNodeSections } from './prepare-node-sections'
import { nodeEventsQuery, nodeOutagesQuery, nodePeersQuery, nodeSeriesQuery } from './queries'
import { ResourcePanel } from './resource-panel'
import { useSectionInSight } from './section-in-sight'
import { useSectionOfLink } from './section-of-link'
import { TimeBar } from './time-bar'

interface NodeBodyProps {
  answer: NodeAnswer
  view: ViewState
  onAllDevices: () => void
}

/** Small charts need no more steps than they have pixels. */
const DEVICE_STEPS = 180
const MOST_DEVICE_LINES = 800

const NO_EVENTS: readonly EventAnswer[] = []

export const NodeBody = ({ answer, view, onAllDevices }: NodeBodyProps) => {
  const { node, resources, furtherMetrics, window } = answer
  const { from, to, zone, compare } = view
  const sections = useMemo(() => prepareNodeSections(answer), [answer])
  const data = useNodeSeries({ nodeId: node.id, device: '', metrics: drawnMetrics(sections) }, view)
  const deviceSeries = useQuery(
    nodeSeriesQuery({
      nodeId: node.id,
      device: '*',
      metrics: deviceMetrics(answer),
      from,
      to,
      stepMs: Math.ceil((window.toMs - window.fromMs) / DEVICE_STEPS),
      limit: MOST_DEVICE_LINES,
    }),
  )
  const peers = useQuery(nodePeersQuery({ id: String(node.id), from, to }))
  const events = useQuery(nodeEventsQuery({ nodeId: node.id, from, to }))
  const outages = useQuery(nodeOutagesQuery({ node, from, to }))
  const drawn = useMemo(
    () => [...(events.data?.events ?? NO_EVENTS), ...(outages.data?.events ?? NO_EVENTS)],
    [events.data, outages.data],
  )
  const inSight = useSectionInSight([...sections.map(({ id }) => id), 'facts'])
  useSectionOfLink()
  const settings = useMemo(
    (): ChartSettings => ({
      zone,
      compared: comparedWord(compare),
      nodeName: node.name,
      nodeId: node.id,
    }),
    [zone, compare, node.name, node.id],
  )
  const shared = {
    nodeId: node.id,
    data,
    deviceSeries: useDeferredValue(deviceSeries.data),
    peers: useDeferredValue(peers.data),
    settings,
    onAllDevices,
  }
  return (
    <PlotEvents value={drawn}>
      <NodeHeading answer={answer} zone={zone} />
      <div className="node-layout">
        <NodeRail sections={sections} inSight={inSight} />
        <div className="node-content">
          <TimeBar series={data.series} />
          <EventPanel
            query={events}
            outages={outages}
            series={data.series}
            zone={zone}
            nodeName={node.name}
          />
          {sections.map((section, index) => {
            const resource = resources[index]
            return resource === undefined ? null : (
              <ResourcePanel
                key={section.id}
                section={section}
                resource={resource}
                further={furtherMetrics.filter((metric) => metric.resource === section.id)}
                {...shared}
              />
            )
          })}
          <FactsTable facts={answer.facts} zone={zone} nowMs={answer.nowMs} nodeName={node.name} />
        </div>
      </div>
    </PlotEvents>
  )
}
