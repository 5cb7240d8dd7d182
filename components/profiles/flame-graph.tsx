'use client'

import { useMemo, useRef, useState, type KeyboardEvent, type SyntheticEvent } from 'react'
import { useElementWidth } from '@/components/charts/element-size'
import { useWall } from '@/components/ui/media'
import type { FlameShape } from '@/lib/contract/view-choices'
import { FlameBoxes } from './flame-boxes'
import { LARGE_SIZES, USUAL_SIZES } from './flame-sizes'
import { describeNode } from './flame-words'
import { layoutFlame, stepFrom, type Flame, type FlameStep } from './prepare-flame'

interface FlameGraphProps {
  flame: Flame
  unit: string
  shape: FlameShape
  zoomed: number
  onZoom: (node: number) => void
  isFound: Uint8Array | null
  label: string
}

const STEPS: Record<FlameShape, Readonly<Record<string, FlameStep>>> = {
  icicle: { ArrowUp: 'caller', ArrowDown: 'callee', ArrowLeft: 'previous', ArrowRight: 'next' },
  flame: { ArrowUp: 'callee', ArrowDown: 'caller', ArrowLeft: 'previous', ArrowRight: 'next' },
}

const nodeAt = (target: EventTarget): number | null => {
  const box = target instanceof Element ? target.closest('[data-node]') : null
  const node = box?.getAttribute('data-node') ?? null
  return node === null ? null : Number(node)
}

/** Frames as wide as their share, callers beside what they call; a press fills the width with one. */
export const FlameGraph = ({ flame, unit, shape, zoomed, onZoom, isFound, label }: FlameGraphProps) => {
  const [width, measure] = useElementWidth()
  const sizes = useWall() ? LARGE_SIZES : USUAL_SIZES
  const layout = useMemo(() => layoutFlame(flame, zoomed, width), [flame, zoomed, width])
  const [chosen, setChosen] = useState(0)
  const [pointed, setPointed] = useState<number | null>(null)
  const drawing = useRef<SVGSVGElement>(null)
  const active = layout.boxes.some(({ node }) => node === chosen) ? chosen : zoomed
  const go = (node: number) => {
    setChosen(node)
    drawing.current?.querySelector<SVGGElement>(`[data-node="${String(node)}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[shape][event.key]
    if (step !== undefined) go(stepFrom(layout, flame, active, step))
    else if (event.key === 'Enter' || event.key === ' ') onZoom(active)
    else if (event.key === 'Escape' && zoomed !== 0) onZoom(0)
    else return
    event.preventDefault()
  }
  const point = (event: SyntheticEvent) => {
    setPointed(nodeAt(event.target))
  }
  return (
    <div className="grid min-w-0 gap-1">
      <div ref={measure} className="flame">
        <svg
          ref={drawing}
          role="tree"
          aria-label={label}
          width={width}
          height={layout.rows * sizes.rowPx}
          onClick={(event) => {
            const node = nodeAt(event.target)
            if (node !== null) onZoom(node)
          }}
          onKeyDown={onKeyDown}
          onFocus={(event) => {
            const node = nodeAt(event.target)
            if (node !== null) setChosen(node)
            point(event)
          }}
          onMouseOver={point}
          onMouseLeave={() => {
            setPointed(null)
          }}
        >
          <FlameBoxes {...{ flame, unit, layout, shape, sizes, isFound, active }} />
        </svg>
      </div>
      <p className="flame-detail">
        {pointed === null ? (
          <span className="text-muted">
            Press a frame to fill the width with it; arrow keys walk, Enter zooms, Escape shows all.
          </span>
        ) : (
          describeNode(flame, pointed, unit)
        )}
      </p>
    </div>
  )
}
