'use client'

import { useState } from 'react'
import { DraftField } from '@/components/ui/draft-field'
import { showToast } from '@/components/ui/toasts/toast-store'
import { useNowMs } from '@/components/ui/now'
import { useView } from '@/components/ui/view'
import { isZone } from '@/lib/core/local-days'
import { clockZoneOf } from './clock-scope'
import { knownZones } from './zones'

/** Any zone of the time zone database; that of the page where none is chosen. */
export const ZoneField = () => {
  const [view, setView] = useView()
  const [zones] = useState(knownZones)
  /** The server does not know the zone of the browser. */
  const isBrowser = useNowMs() !== null
  return (
    <DraftField
      label="Time zone of the clock"
      value={isBrowser ? clockZoneOf(view) : ''}
      placeholder="Time zone"
      suggestions={zones}
      className="w-40"
      onValue={(zone) => {
        if (zone === '' || isZone(zone)) setView({ clockZone: zone })
        else
          showToast({
            tone: 'problem',
            title: `There is no time zone ${zone.slice(0, 60)}`,
            advice: 'Names are like Europe/Berlin or America/New_York.',
          })
      }}
    />
  )
}
