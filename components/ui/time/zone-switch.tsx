import { ZONES, type Zone } from '@/lib/contract/view-choices'
import { localZoneName } from './page-clock'

const titleOf = (zone: Zone): string => (zone === 'utc' ? 'UTC' : `Local (${localZoneName()})`)

interface ZoneSwitchProps {
  zone: Zone
  onChange: (zone: Zone) => void
}

/** Which of the two clocks comes first; the other one is always said too. */
export const ZoneSwitch = ({ zone, onChange }: ZoneSwitchProps) => (
  <div role="group" aria-label="Clock that comes first" className="segments justify-self-start">
    {ZONES.map((name) => (
      <button
        key={name}
        type="button"
        aria-pressed={zone === name}
        onClick={() => {
          onChange(name)
        }}
      >
        {titleOf(name)}
      </button>
    ))}
  </div>
)
