'use client'

import { useId, useState } from 'react'
import type { Zone } from '@/lib/contract/view-state'
import { isPreset, WINDOW_PRESETS } from './prepare-window'
import { useView } from './view'
import { WindowRange } from './window-range'

export const WindowPicker = () => {
  const [view, setView] = useView()
  const [isOpen, setOpen] = useState(false)
  const panelId = useId()
  const isCustom = !WINDOW_PRESETS.some((preset) => isPreset(view, preset))
  return (
    <div
      className="relative flex items-center gap-2"
      onKeyDown={(event) => {
        if (event.key === 'Escape') setOpen(false)
      }}
    >
      <div role="group" aria-label="Window" className="segments">
        {WINDOW_PRESETS.map((preset) => (
          <button
            key={preset.from}
            type="button"
            aria-pressed={isPreset(view, preset)}
            title={preset.spoken}
            onClick={() => {
              setOpen(false)
              setView({ from: preset.from, to: 'now' })
            }}
          >
            {preset.title}
          </button>
        ))}
        <button
          type="button"
          aria-pressed={isCustom}
          aria-expanded={isOpen}
          aria-controls={panelId}
          onClick={() => {
            setOpen(!isOpen)
          }}
        >
          Range…
        </button>
      </div>
      <ZoneSwitch
        zone={view.zone}
        onChange={(zone) => {
          setView({ zone })
        }}
      />
      <div id={panelId} hidden={!isOpen} className="popover-panel right-0 top-full mt-1 w-72">
        {isOpen ? (
          <WindowRange
            view={view}
            onApply={(range) => {
              setOpen(false)
              setView(range)
            }}
          />
        ) : null}
      </div>
    </div>
  )
}

const ZoneSwitch = ({ zone, onChange }: { zone: Zone; onChange: (zone: Zone) => void }) => (
  <div role="group" aria-label="Time zone" className="segments">
    <button
      type="button"
      aria-pressed={zone === 'local'}
      onClick={() => {
        onChange('local')
      }}
    >
      Local
    </button>
    <button
      type="button"
      aria-pressed={zone === 'utc'}
      onClick={() => {
        onChange('utc')
      }}
    >
      UTC
    </button>
  </div>
)
