import type { ScenarioName } from '../options'
import { ENHANCED_NETWORKING } from './enhanced-networking'
import { MEMORY_PRESSURE } from './memory-pressure'
import { MONITORING_PROBE } from './monitoring-probe'
import type { Scenario } from './scenario'
import { SHARED_DATABASE } from './shared-database'
import { UNATTENDED_UPGRADES } from './unattended-upgrades'

export const SCENARIOS: Readonly<Record<ScenarioName, Scenario>> = {
  'unattended-upgrades': UNATTENDED_UPGRADES,
  'enhanced-networking': ENHANCED_NETWORKING,
  'shared-database': SHARED_DATABASE,
  'monitoring-probe': MONITORING_PROBE,
  'memory-pressure': MEMORY_PRESSURE,
}
