import { ZONES, type Zone } from '@/lib/contract/view-choices'
import { localZoneName } from './page-clock'
import { SegmentField } from '../segment-field'

const titleOf = (zone: Zone): string => (zone === 'utc' ? 'UTC' : `Local (${localZoneName()})`)

interface ZoneSwitchProps {
  zone: Zone
  onChange: (zone: Zone) => void
}

/** Which of the two clocks comes first; the other one is always said too. */
export const ZoneSwitch = ({ zone, onChange }: ZoneSwitchProps) => (
  <SegmentField
    label="Clock that comes first"
    value={zone}
    choices={ZONES}
    titleOf={titleOf}
    onChoice={onChange}
    className="justify-self-start"
  />
)
