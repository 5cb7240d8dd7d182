import type { ScenarioName } from '../options'
import type { Scenario } from './scenario'
import { UNATTENDED_UPGRADES } from './unattended-upgrades'

export const SCENARIOS: Readonly<Record<ScenarioName, Scenario>> = {
  'unattended-upgrades': UNATTENDED_UPGRADES,
  'enhanced-networking': UNATTENDED_UPGRADES,
  'shared-database': UNATTENDED_UPGRADES,
  'monitoring-probe': UNATTENDED_UPGRADES,
  'memory-pressure': UNATTENDED_UPGRADES,
}
