'use client'

import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { paletteBytes } from '@/components/charts/heat-map-palette'
import { usePaletteTheme } from '@/components/charts/heat-map-theme'
import type { ProfileMomentsAnswer } from '@/lib/contract/profiles'
import {
  cellAt,
  describeCell,
  momentPixels,
  movedCell,
  partBetween,
  secondsText,
  type Part,
} from './prepare-moments'

interface MomentMapProps {
  answer: ProfileMomentsAnswer
  part: Part | null
  onPart: (part: Part | null) => void
}

/** Each column is a second, from its begin at the bottom to its end at the top; darker is more samples. */
export const MomentMap = ({ answer, part, onPart }: MomentMapProps) => {
  const [cell, setCell] = useState<number | null>(null)
  const [anchor, setAnchor] = useState<number | null>(null)
  const drawn = anchor !== null && cell !== null ? partBetween(answer, anchor, cell) : part
  const at = ({ clientX, clientY, currentTarget }: PointerEvent): number => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    return cellAt(answer, (clientX - left) / width, (clientY - top) / height)
  }
  const choose = (from: number, to: number) => {
    onPart(partBetween(answer, from, to))
    setAnchor(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const here = cell ?? 0
    const moved = movedCell(answer, here, event.key)
    if (moved !== null) {
      setAnchor(event.shiftKey ? (anchor ?? here) : null)
      setCell(moved)
    } else if (event.key === 'Enter') choose(anchor ?? here, here)
    else if (event.key === 'Escape') onPart(null)
    else return
    event.preventDefault()
  }
  return (
    <div className="grid min-w-0 gap-1">
      <div
        role="application"
        tabIndex={0}
        aria-label={`Samples by time: ${String(answer.seconds)} seconds`}
        aria-describedby="moment-hint"
        className="moment-surface"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setAnchor(at(event))
          setCell(at(event))
        }}
        onPointerMove={(event) => {
          setCell(at(event))
        }}
        onPointerUp={(event) => {
          if (anchor !== null) choose(anchor, at(event))
        }}
        onPointerLeave={() => {
          if (anchor === null) setCell(null)
        }}
        onKeyDown={onKeyDown}
      >
        <MomentCanvas answer={answer} part={drawn} />
      </div>
      <p className="flame-detail" role="status">
        {cell !== null
          ? describeCell(answer, cell)
          : part !== null
            ? `The graph shows ${secondsText(part.fromMs)} to ${secondsText(part.toMs)}.`
            : 'Draw over a part: the graph shows it alone.'}
      </p>
      <p id="moment-hint" className="sr-only">
        Arrow keys move by a second or a fiftieth of one, Shift extends, Enter shows that part in the graph,
        Escape shows all.
      </p>
    </div>
  )
}

const MomentCanvas = ({ answer, part }: { answer: ProfileMomentsAnswer; part: Part | null }) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = usePaletteTheme()
  const from = part?.fromMs ?? null
  const to = part?.toMs ?? null
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d') ?? null
    if (element === null || context === null) return
    element.width = answer.seconds
    element.height = answer.rows
    const chosen = from === null || to === null ? null : { fromMs: from, toMs: to }
    const pixels = momentPixels(answer, paletteBytes('neutral', theme), chosen)
    context.putImageData(new ImageData(pixels, answer.seconds, answer.rows), 0, 0)
  }, [answer, theme, from, to])
  return <canvas ref={canvas} className="moment-canvas" aria-hidden="true" />
}
