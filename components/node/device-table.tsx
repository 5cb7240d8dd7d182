'use client'

import { useMemo } from 'react'
import { Sparkline } from '@/components/charts/sparkline'
import { CsvDownload } from '@/components/ui/csv-download'
import { VerdictMark } from '@/components/ui/verdict-mark'
import type { ResourceAnswer } from '@/lib/contract/checklist-answer'
import type { ResourceDevices } from '@/lib/contract/node'
import type { SeriesAnswer } from '@/lib/contract/series'
import { deviceAspects, deviceCsvRows, prepareDeviceRows, type DeviceRow } from './prepare-device-rows'
import { prepareDeviceSparks, sparkKey, type DeviceSparks } from './prepare-device-sparks'

interface DeviceTableProps {
  resource: ResourceAnswer
  devices: ResourceDevices
  word: string
  /** Undefined until they have arrived. */
  series: SeriesAnswer | undefined
  nodeName: string
  caption: string
  opened: string | null
  onOpen: (device: string | null) => void
  onAll: () => void
}

/** A line for each device with its small charts; its name opens its large ones. */
export const DeviceTable = (props: DeviceTableProps) => {
  const { resource, devices, word, series, nodeName, caption, onAll } = props
  const aspects = deviceAspects(resource)
  const sparks = useMemo(() => prepareDeviceSparks(resource, devices, series), [resource, devices, series])
  return (
    <>
      <div className="device-table" tabIndex={0} role="region" aria-label={`${resource.title}: ${caption}`}>
        <table className="data-table text-xs">
          <thead>
            <tr>
              <th scope="col" className="first-letter:uppercase">
                {word}
              </th>
              {aspects.map((aspect) => (
                <th key={aspect} scope="col">
                  <span className="capitalize">{aspect}</span>: {resource.aspects[aspect].title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {prepareDeviceRows(resource, devices).map((row) => (
              <DeviceLine key={row.device} {...props} row={row} sparks={sparks} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="device-foot">
        {devices.shown === devices.of ? null : (
          <button type="button" className="button-quiet" onClick={onAll}>
            Show all {devices.of}
          </button>
        )}
        <span className="export-buttons">
          <CsvDownload
            title={`${nodeName} ${resource.title} devices`}
            rows={() => deviceCsvRows(resource, devices, word)}
            className=""
          >
            CSV<span className="sr-only"> of {caption}</span>
          </CsvDownload>
        </span>
      </p>
    </>
  )
}

interface DeviceLineProps extends Pick<DeviceTableProps, 'series' | 'opened' | 'onOpen'> {
  row: DeviceRow
  sparks: DeviceSparks
}

const DeviceLine = ({ row: { device, readings }, sparks, series, opened, onOpen }: DeviceLineProps) => {
  const isOpened = opened === device
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          className="link device-name"
          aria-expanded={isOpened}
          onClick={() => {
            onOpen(isOpened ? null : device)
          }}
        >
          {device}
        </button>
      </th>
      {readings.map(({ aspect, verdict, text, word }) => {
        const spark = sparks.get(sparkKey(device, aspect))
        return (
          <td key={aspect}>
            <span className="device-cell">
              <span className="device-value" data-verdict={verdict}>
                <VerdictMark verdict={verdict} />
                {text === '' ? word : <span className="judged-value">{text}</span>}
                {text === '' ? null : <span className="sr-only"> {word}</span>}
              </span>
              {spark === undefined || series === undefined ? null : <Sparkline spark={spark} axis={series} />}
            </span>
          </td>
        )
      })}
    </tr>
  )
}
