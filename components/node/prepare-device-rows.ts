import type { CsvCell } from '@/components/ui/download-csv'
import { formatCompact } from '@/lib/core/format-value'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import type { ResourceAnswer } from '@/lib/contract/checklist-answer'
import type { ResourceDevices } from '@/lib/contract/node'
import type { Aspect } from '@/lib/core/checklist/types'
import type { Verdict } from '@/lib/core/judge'
import { CHECK_ORDER } from './prepare-node-sections'

interface DeviceReading {
  aspect: Aspect
  verdict: Verdict
  text: string
  word: string
}

export interface DeviceRow {
  device: string
  readings: DeviceReading[]
}

/** Aspects that belong to the whole node have no column. */
export const deviceAspects = (resource: ResourceAnswer): Aspect[] =>
  CHECK_ORDER.filter((aspect) => resource.aspects[aspect].perDevice)

export const prepareDeviceRows = (resource: ResourceAnswer, devices: ResourceDevices): DeviceRow[] =>
  devices.items.map(({ device, cells }) => ({
    device,
    readings: deviceAspects(resource).map((aspect) => {
      const { judgedBy, unit } = resource.aspects[aspect]
      const reading = cells[aspect]
      const value = reading?.[judgedBy] ?? null
      const verdict = reading?.verdict ?? 'unmeasured'
      return {
        aspect,
        verdict,
        text: value === null || unit === null ? '' : formatCompact(value, unit),
        word: VERDICT_WORDS[verdict],
      }
    }),
  }))

export const shownText = ({ shown, of }: ResourceDevices, word: string): string =>
  shown === of
    ? `${String(of)} ${word}${of === 1 ? '' : 's'}`
    : `${String(shown)} of ${String(of)} ${word}s shown, worst first`

/** The value that each verdict was made from, unrounded. */
export const deviceCsvRows = (
  resource: ResourceAnswer,
  devices: ResourceDevices,
  word: string,
): CsvCell[][] => {
  const aspects = deviceAspects(resource)
  const heads = aspects.flatMap((aspect) => {
    const { metric, unit, judgedBy } = resource.aspects[aspect]
    return [`${metric ?? aspect} ${judgedBy} (${unit ?? ''})`, `${aspect} verdict`]
  })
  return [
    [word, ...heads],
    ...devices.items.map(({ device, cells }) => [
      device,
      ...aspects.flatMap((aspect): CsvCell[] => {
        const reading = cells[aspect]
        return [
          reading?.[resource.aspects[aspect].judgedBy] ?? null,
          VERDICT_WORDS[reading?.verdict ?? 'unmeasured'],
        ]
      }),
    ]),
  ]
}
