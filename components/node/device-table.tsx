'use client'

import type { ResourceAnswer } from '@/lib/contract/checklist-answer'
import type { ResourceDevices } from '@/lib/contract/node'
import { deviceAspects, prepareDeviceRows, shownText } from './prepare-device-rows'

interface DeviceTableProps {
  resource: ResourceAnswer
  devices: ResourceDevices
  word: string
  onAll: () => void
}

export const DeviceTable = ({ resource, devices, word, onAll }: DeviceTableProps) => {
  const aspects = deviceAspects(resource)
  const caption = shownText(devices, word)
  return (
    <details className="device-details">
      <summary>{caption}</summary>
      <div
        className="max-h-80 overflow-auto"
        tabIndex={0}
        role="region"
        aria-label={`${resource.title}: ${caption}`}
      >
        <table className="data-table text-xs">
          <thead>
            <tr>
              <th scope="col" className="capitalize">
                {word}
              </th>
              {aspects.map((aspect) => (
                <th key={aspect} scope="col" className="number">
                  <span className="capitalize">{aspect}</span>: {resource.aspects[aspect].title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {prepareDeviceRows(resource, devices).map(({ device, readings }) => (
              <tr key={device}>
                <th scope="row" className="break-all">
                  {device}
                </th>
                {readings.map(({ aspect, verdict, text, word: spoken }) => (
                  <td key={aspect} className="reading number" data-verdict={verdict}>
                    {text}
                    <span className="sr-only"> {spoken}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {devices.shown === devices.of ? null : (
        <button type="button" className="button-quiet" onClick={onAll}>
          Show all {devices.of}
        </button>
      )}
    </details>
  )
}
