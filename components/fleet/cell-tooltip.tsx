'use client'

import { useQuery } from '@tanstack/react-query'
import { useView } from '@/components/ui/view'
import type { FleetNode } from '@/lib/contract/fleet'
import { CellDetail } from './cell-detail'
import { prepareCellDetail, type AspectDetail } from './prepare-cell-detail'
import { describeOrigin } from './prepare-cell-origin'
import type { FleetColumn } from './prepare-fleet-columns'
import type { FleetItem } from './prepare-fleet-items'
import { prepareGroupDetail } from './prepare-group-detail'
import { prepareSpark } from './prepare-spark'
import { cellQuery, sparkQuery } from './queries'
import { useRested } from './rested'

export interface TooltipAnchor {
  left: number
  top: number
  bottom: number
}

interface CellTooltipProps {
  id: string
  item: FleetItem
  column: FleetColumn
  anchor: TooltipAnchor
}

const WIDTH = 420
const HEIGHT = 380

/** Below the cell while there is room, else above it; never outside the screen. */
const place = ({ left, top, bottom }: TooltipAnchor) => {
  const fitsBelow = bottom + HEIGHT < window.innerHeight || top < HEIGHT
  return {
    left: Math.max(8, Math.min(left, window.innerWidth - WIDTH - 8)),
    ...(fitsBelow ? { top: bottom + 6 } : { bottom: window.innerHeight - top + 6 }),
  }
}

export const CellTooltip = ({ id, item, column, anchor }: CellTooltipProps) =>
  item.kind === 'waiting' ? null : (
    <div id={id} role="tooltip" className="cell-tooltip" style={{ ...place(anchor), maxWidth: WIDTH }}>
      {item.kind === 'group' ? (
        <GroupDetails item={item} column={column} />
      ) : (
        <NodeDetails node={item.node} column={column} />
      )}
    </div>
  )

const GroupDetails = ({ item, column }: { item: FleetItem & { kind: 'group' }; column: FleetColumn }) => (
  <>
    <p className="truncate font-semibold">{`${item.group.value} · ${column.title}`}</p>
    <Details details={prepareGroupDetail(item.group, column)} />
  </>
)

/** What the answer knows at once; since when, which device and the trend a moment later. */
const NodeDetails = ({ node, column }: { node: FleetNode; column: FleetColumn }) => {
  const [{ from, to, zone, compare }] = useView()
  const isRested = useRested()
  const id = String(node.id)
  const metrics = column.readings.flatMap(({ headline, width }) =>
    headline.metric === null || width !== 'reading' ? [] : [headline.metric],
  )
  const isAsked = isRested && metrics.length > 0
  const { data: origin } = useQuery({
    ...cellQuery({ id, resource: column.id, from, to }),
    enabled: isAsked,
  })
  const { data: series } = useQuery({ ...sparkQuery({ id, metrics, from, to }), enabled: isAsked })
  return (
    <>
      <p className="truncate font-semibold">{`${node.name} · ${column.title}`}</p>
      <Details
        details={prepareCellDetail(node, column, compare)}
        furtherOf={(detail) => ({
          lines: describeOrigin(
            origin?.aspects[detail.aspect],
            { unit: detail.headline.unit, devices: column.device },
            zone,
          ),
          spark: series === undefined ? null : prepareSpark(series, detail.headline),
        })}
      />
      <p className="cell-tooltip-ways">
        <kbd>x</kbd> explains this window, a right click or <kbd>Shift F10</kbd> shows more ways
      </p>
    </>
  )
}

interface DetailsProps {
  details: readonly AspectDetail[]
  furtherOf?: (detail: AspectDetail) => { lines: string[]; spark: ReturnType<typeof prepareSpark> }
}

const NOTHING = { lines: [], spark: null }

const Details = ({ details, furtherOf }: DetailsProps) => (
  <dl className="grid gap-2">
    {details.map((detail) => (
      <CellDetail key={detail.aspect} detail={detail} {...(furtherOf?.(detail) ?? NOTHING)} />
    ))}
  </dl>
)
