import { HeatMapCanvas } from '@/components/charts/heat-map-canvas'
import { usePaletteTheme } from '@/components/charts/heat-map-theme'
import type { ClockMap } from './prepare-clock'

const HEIGHT_PX = 14
const ONE_ROW = Int32Array.of(0)

/** All nodes in one row: on which share of all their days they lie above their thresholds. */
export const FleetStrip = ({ map, widthPx }: { map: ClockMap; widthPx: number }) => {
  const theme = usePaletteTheme()
  return (
    <>
      <p
        className="row-names clock-strip-name"
        title="On which share of all days of all nodes they lie above their own thresholds"
      >
        all nodes, share of days
      </p>
      <div className="clock-strip" style={{ height: HEIGHT_PX }} aria-hidden="true">
        <HeatMapCanvas
          cells={map.fleet.positions}
          order={ONE_ROW}
          widthPx={widthPx}
          heightPx={HEIGHT_PX}
          kind="neutral"
          theme={theme}
        />
      </div>
    </>
  )
}
