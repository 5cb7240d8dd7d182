import path from 'node:path'
import { inRoot } from '@/scripts/root.mjs'
import { startProcess, type RunningProcess } from '../system/process'

export const AGENT_INTERVAL_MS = 2000

/** The own collector as it is copied to a node. */
export const startAgent = (folder: string, appUrl: string): RunningProcess =>
  startProcess(process.execPath, [
    inRoot('dist/agent.mjs'),
    ...['--url', appUrl, '--cluster', 'agent', '--node', 'collected'],
    ...['--interval', String(AGENT_INTERVAL_MS / 1000), '--buffer-dir', path.join(folder, 'agent')],
  ])
