'use client'

import { useRouter } from 'next/navigation'
import { useId, useState, type PointerEvent } from 'react'
import { usePaletteTheme } from '@/components/charts/heat-map-theme'
import type { HeatScale } from '@/components/charts/heat-map-scale'
import { formatCount } from '@/lib/core/format-value'
import { VerdictMark } from '@/components/ui/verdict-mark'
import { useView } from '@/components/ui/view'
import type { FleetMapAnswer } from '@/lib/contract/fleet-map'
import { toSearch } from '@/lib/contract/view-state'
import { blockOfDot, dotAt, dotPlace, moveDot, type MapLayout } from './lay-out-map'
import { MapCanvas } from './map-canvas'
import { groupTitle, prepareDot, type DotReadout } from './prepare-map'

interface MapPlotProps {
  answer: FleetMapAnswer
  layout: MapLayout
  scale: HeatScale | null
  widthPx: number
}

const dotUnder = (layout: MapLayout, event: PointerEvent<HTMLElement>): number | null => {
  const box = event.currentTarget.getBoundingClientRect()
  return dotAt(layout, event.clientX - box.left, event.clientY - box.top)
}

export const MapPlot = ({ answer, layout, scale, widthPx }: MapPlotProps) => {
  const [view] = useView()
  const router = useRouter()
  const theme = usePaletteTheme()
  const hintId = useId()
  const [pointed, setPointed] = useState<{ dot: number; isSpoken: boolean } | null>(null)
  const dot = pointed !== null && pointed.dot < answer.shown ? pointed.dot : null
  const readout = dot === null ? null : prepareDot(answer, dot)
  const open = (opened: number | null) => {
    const id = opened === null ? undefined : answer.nodes.id[opened]
    if (id !== undefined) router.push(`/nodes/${String(id)}${toSearch(view)}`)
  }
  return (
    <div className="map-plot">
      {layout.blocks.map((block, index) => {
        const group = answer.groups[index]
        return group === undefined ? null : (
          <p
            key={block.first}
            className="map-title"
            style={{ left: block.x, top: block.y, maxWidth: block.widthPx }}
            title={groupTitle(group, view.group)}
          >
            {groupTitle(group, view.group)}
          </p>
        )
      })}
      <div
        role="application"
        tabIndex={0}
        aria-label={`Map of ${formatCount(answer.shown)} nodes`}
        aria-describedby={hintId}
        className="map-surface"
        onPointerMove={(event) => {
          const under = dotUnder(layout, event)
          setPointed(under === null ? null : { dot: under, isSpoken: false })
        }}
        onPointerLeave={() => {
          setPointed(null)
        }}
        onClick={() => {
          open(dot)
        }}
        onKeyDown={(event) => {
          const moved = moveDot(layout, dot, event.key)
          if (event.key === 'Enter') open(dot)
          if (event.key === 'Escape') setPointed(null)
          if (moved === null) return
          event.preventDefault()
          setPointed({ dot: moved, isSpoken: true })
        }}
      >
        <MapCanvas answer={answer} layout={layout} scale={scale} widthPx={widthPx} theme={theme} />
        {dot === null || readout === null ? null : (
          <PointedDot layout={layout} dot={dot} readout={readout} widthPx={widthPx} />
        )}
      </div>
      <p id={hintId} className="sr-only">
        Arrow keys move from node to node, Page Up and Page Down from group to group, Enter opens the node.
        The table below counts the same nodes.
      </p>
      <p role="status" className="sr-only">
        {pointed?.isSpoken === true && readout !== null
          ? `${readout.name} ${readout.group}: ${readout.text} ${readout.silence}`
          : ''}
      </p>
    </div>
  )
}

interface PointedDotProps {
  layout: MapLayout
  dot: number
  readout: DotReadout
  widthPx: number
}

const PointedDot = ({ layout, dot, readout, widthPx }: PointedDotProps) => {
  const block = blockOfDot(layout, dot)
  if (block === null) return null
  const { x, y } = dotPlace(layout, block, dot - block.first)
  const isRight = x > widthPx / 2
  const isLow = y > layout.heightPx / 2
  const shift = `translate(${isRight ? 'calc(-100% - 8px)' : `${String(layout.pitchPx + 8)}px`}, ${isLow ? '-100%' : '0'})`
  return (
    <>
      <span
        className="map-pointed"
        style={{ left: x - 2, top: y - 2, width: layout.pitchPx + 2, height: layout.pitchPx + 2 }}
      />
      <div className="heat-readout" style={{ left: x, top: y, transform: shift }}>
        <p className="heat-readout-node">
          {readout.name} <span className="text-muted">{readout.group}</span>
        </p>
        <p className="flex items-center gap-1.5">
          <VerdictMark verdict={readout.verdict} />
          {readout.text}
          {readout.silence === '' ? null : <span className="text-muted">{readout.silence}</span>}
        </p>
      </div>
    </>
  )
}
