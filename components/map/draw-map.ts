import { PALETTE_SIZE } from '@/components/charts/heat-map-palette'
import type { HeatScale } from '@/components/charts/heat-map-scale'
import { VERDICT_SHAPES } from '@/components/ui/verdict-mark'
import type { FleetMapAnswer } from '@/lib/contract/fleet-map'
import type { Verdict } from '@/lib/core/judge'
import { dotPlace, type MapLayout } from './lay-out-map'

export interface MapColours {
  verdicts: Record<Verdict, string>
  /** On top of a verdict's colour. */
  marks: Record<'bad' | 'warn', string>
  lost: string
  /** Of one metric: its scale, and the palette's colours. */
  scale: { of: HeatScale; palette: Uint8Array } | null
}

/** A dot as small as this has no room for a mark. */
const MARK_FROM_PX = 15
const SHAPE_SIDE = 10

const colourOf = (colours: MapColours, verdict: Verdict, value: number | null): string => {
  if (colours.scale === null || value === null) return colours.verdicts[verdict]
  const { of, palette } = colours.scale
  const at = Math.round(of.positionOf(value) * (PALETTE_SIZE - 1)) * 3
  return `rgb(${String(palette[at])} ${String(palette[at + 1])} ${String(palette[at + 2])})`
}

const drawMark = (
  context: CanvasRenderingContext2D,
  verdict: 'bad' | 'warn',
  sidePx: number,
  fill: string,
) => {
  const scale = (sidePx * 0.5) / SHAPE_SIDE
  context.translate(sidePx / 4, sidePx / 4)
  context.scale(scale, scale)
  context.fillStyle = fill
  context.fill(new Path2D(VERDICT_SHAPES[verdict]))
}

/** What is not measured is an empty frame, and who is silent has a frame of another colour. */
const drawDot = (
  context: CanvasRenderingContext2D,
  colours: MapColours,
  { verdict, value, isSilent }: { verdict: Verdict; value: number | null; isSilent: boolean },
  sidePx: number,
): void => {
  const isEmpty = verdict === 'unmeasured' || verdict === 'not_applicable'
  const colour = colourOf(colours, verdict, value)
  const line = sidePx >= MARK_FROM_PX ? 2 : 1
  if (!isEmpty) {
    context.fillStyle = colour
    context.fillRect(0, 0, sidePx, sidePx)
  }
  if (isEmpty || isSilent) {
    context.strokeStyle = isSilent ? colours.lost : colour
    context.lineWidth = line
    context.strokeRect(line / 2, line / 2, sidePx - line, sidePx - line)
  }
  if (verdict === 'not_applicable') context.fillRect(sidePx / 4, sidePx / 2 - line / 2, sidePx / 2, line)
  if (sidePx >= MARK_FROM_PX && (verdict === 'bad' || verdict === 'warn'))
    drawMark(context, verdict, sidePx, colours.marks[verdict])
}

export const drawMap = (
  context: CanvasRenderingContext2D,
  { nodes }: FleetMapAnswer,
  layout: MapLayout,
  colours: MapColours,
): void => {
  const sidePx = layout.pitchPx - (layout.pitchPx > 10 ? 2 : 1)
  for (const block of layout.blocks)
    for (let place = 0; place < block.count; place += 1) {
      const dot = block.first + place
      const { x, y } = dotPlace(layout, block, place)
      const verdict = nodes.verdict[dot] ?? 'unmeasured'
      const isSilent = nodes.state[dot] !== 'fresh'
      context.save()
      context.translate(x, y)
      drawDot(context, colours, { verdict, value: nodes.value[dot] ?? null, isSilent }, sidePx)
      context.restore()
    }
}
