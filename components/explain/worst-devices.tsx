'use client'

import { useQuery } from '@tanstack/react-query'
import type { Window } from '@/lib/core/series'
import { describeDevices, type DevicesOf } from './prepare-devices'
import { devicesQuery } from './queries'

/** Nodes are compared as a whole; which of its devices it was is asked of the worst node. */
export const WorstDevices = ({ of, window }: { of: DevicesOf; window: Window }) => {
  const { data: answer } = useQuery(devicesQuery(of, window))
  const text = answer === undefined ? null : describeDevices(of, answer)
  return text === null ? null : <span className="explain-devices">{text}</span>
}
