'use client'

import { isPreset, WINDOW_PRESETS, type WindowLabel } from '../prepare-window'
import { useView } from '../view'
import { PhraseField } from './phrase-field'
import type { WindowText } from './shift-window'
import { WindowRange } from './window-range'
import { ZoneSwitch } from './zone-switch'

interface WindowPanelProps {
  label: WindowLabel
  onDone: () => void
}

export const WindowPanel = ({ label, onDone }: WindowPanelProps) => {
  const [view, setView] = useView()
  const apply = (window: WindowText) => {
    setView(window)
    onDone()
  }
  return (
    <>
      <p className="text-xs text-muted tabular-nums">{label.range}</p>
      <PhraseField zone={view.zone} onApply={apply} />
      <div role="group" aria-label="Window until now" className="preset-grid">
        {WINDOW_PRESETS.map((preset) => (
          <button
            key={preset.from}
            type="button"
            aria-pressed={isPreset(view, preset)}
            title={preset.spoken}
            onClick={() => {
              apply({ from: preset.from, to: 'now' })
            }}
          >
            {preset.title}
          </button>
        ))}
      </div>
      <WindowRange key={view.zone} view={view} onApply={apply} />
      <ZoneSwitch
        zone={view.zone}
        onChange={(zone) => {
          setView({ zone })
        }}
      />
    </>
  )
}
