'use client'

import { memo } from 'react'
import { frameKindOf, plainFrame } from '@/lib/core/profiles/frame-name'
import type { FlameShape } from '@/lib/contract/view-choices'
import { changeLevel, describeNode, largestChange } from './flame-words'
import type { FlameSizes } from './flame-sizes'
import { isCompared, nameOf, type Flame, type FlameBox, type FlameLayout } from './prepare-flame'

interface FlameBoxesProps {
  flame: Flame
  unit: string
  layout: FlameLayout
  shape: FlameShape
  sizes: FlameSizes
  /** By node; null where nothing is looked for. */
  isFound: Uint8Array | null
  /** The one that the tab key reaches. */
  active: number
}

const SHADES = 3

/** Neighbours that call different functions look different. */
const shadeOf = (name: string): number => {
  let sum = 0
  for (let at = 0; at < name.length; at += 1) sum = (sum * 31 + name.charCodeAt(at)) % 9973
  return sum % SHADES
}

/** As much of the name as there is room for. */
const labelOf = (name: string, width: number, { characterPx }: FlameSizes): string => {
  const room = Math.floor((width - 6) / characterPx)
  if (room < 3) return ''
  return name.length <= room ? name : `${name.slice(0, room - 1)}…`
}

const MARKS: Readonly<Record<string, string>> = { '1': '▲ ', '0': '', '-1': '▼ ' }

/** The frames themselves, apart from what moves over them, so that pointing at one draws none anew. */
export const FlameBoxes = memo(function FlameBoxes({ flame, layout, ...rest }: FlameBoxesProps) {
  const largest = largestChange(flame)
  return layout.boxes.map((box) => (
    <Box key={box.node} box={box} largest={largest} flame={flame} layout={layout} {...rest} />
  ))
})

interface BoxProps extends FlameBoxesProps {
  box: FlameBox
  largest: number
}

const Box = ({ box, largest, flame, unit, layout, shape, sizes, isFound, active }: BoxProps) => {
  const { node, depth, left, width, isCaller } = box
  const name = nameOf(flame, node)
  const row = shape === 'icicle' ? depth : layout.rows - 1 - depth
  const level = isCompared(flame) && node !== 0 ? changeLevel(flame, node, largest) : null
  const mark = level === null ? '' : (MARKS[String(Math.sign(level))] ?? '')
  const gathered = (flame.gathered[node] ?? 0) > 0
  return (
    <g
      role="treeitem"
      aria-level={depth + 1}
      aria-label={describeNode(flame, node, unit)}
      aria-selected={node === active}
      tabIndex={node === active ? 0 : -1}
      className="flame-box"
      data-node={node}
      data-kind={gathered || node === 0 ? 'gathered' : frameKindOf(name)}
      data-shade={shadeOf(name)}
      data-level={level ?? undefined}
      data-caller={isCaller}
      data-found={isFound === null ? undefined : isFound[node] === 1}
      transform={`translate(${left.toFixed(2)} ${String(row * sizes.rowPx)})`}
    >
      <rect width={Math.max(0.5, width - 0.5).toFixed(2)} height={sizes.rowPx - 1} rx="1.5" />
      <text aria-hidden="true" x="3" y={sizes.rowPx - sizes.baselinePx} fontSize={sizes.fontPx}>
        {labelOf(`${mark}${plainFrame(name)}`, width, sizes)}
      </text>
    </g>
  )
}
