import { RESOURCES, type ResourceId } from '@/lib/core/checklist/types'

export interface OpenedDevice {
  resource: ResourceId
  device: string
}

/** Names of devices may hold slashes of their own, so only the first one separates. */
export const parseOpenedDevice = (text: string): OpenedDevice | null => {
  const at = text.indexOf('/')
  const resource = RESOURCES.find((id) => id === text.slice(0, at))
  const device = text.slice(at + 1)
  return at < 0 || resource === undefined || device === '' ? null : { resource, device }
}

export const printOpenedDevice = ({ resource, device }: OpenedDevice): string => `${resource}/${device}`
