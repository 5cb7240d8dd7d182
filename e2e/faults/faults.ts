import { badInput } from './bad-input'
import { bombs } from './bombs'
import { clockStep } from './clock-step'
import { databaseCutOff } from './database-cut-off'
import type { Fault } from './fault'
import { fullDisk, fullLog } from './full-disk'
import { greedySender } from './greedy-sender'
import { hostileText } from './hostile-text'
import { killApp } from './kill-app'
import { killPostgres } from './kill-postgres'
import { killRoller } from './kill-roller'
import { serverAway } from './server-away'
import { slowSockets } from './slow-sockets'
import { twoClusters } from './two-clusters'

/** The short ones first, so that a slow machine has made most of them when the time is up. */
export const FAULTS: readonly Fault[] = [
  badInput,
  hostileText,
  twoClusters,
  clockStep,
  bombs,
  greedySender,
  killApp,
  killRoller,
  killPostgres,
  databaseCutOff,
  fullDisk,
  fullLog,
  serverAway,
  slowSockets,
]
