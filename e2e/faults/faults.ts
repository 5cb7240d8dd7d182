import { databaseCutOff } from './database-cut-off'
import type { Fault } from './fault'
import { killApp } from './kill-app'
import { killPostgres } from './kill-postgres'
import { serverAway } from './server-away'

export const FAULTS: readonly Fault[] = [killApp, killPostgres, serverAway, databaseCutOff]
