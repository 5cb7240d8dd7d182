import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { run } from './run.mjs'

/** Programs that tests run against, with the Debian package that has them. */
const PROGRAMS = {
  chromium: 'chromium',
  prometheus: 'prometheus',
  'prometheus-node-exporter': 'prometheus-node-exporter',
  vmagent: 'victoria-metrics',
}

const POLICY = '/usr/sbin/policy-rc.d'
const NO_SERVICES = '#!/bin/sh\nexit 101\n'

export const missingPrograms = () => Object.keys(PROGRAMS).filter((program) => !isOnPath(program))

export const installCommand = (programs) =>
  `sudo apt-get install -y --no-install-recommends ${programs.map((program) => PROGRAMS[program]).join(' ')}`

/** As root on Debian what is missing is installed; otherwise nothing happens and the caller says so. */
export async function installMissing() {
  const missing = missingPrograms()
  if (missing.length === 0) return 'unchanged'
  if (process.getuid?.() !== 0 || !isOnPath('apt-get')) return `missing: ${missing.join(', ')}`
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const advice = 'Check the network and `apt-get update`, or install these packages by hand.'
  // The packages would start their services on this machine, but tests start their own.
  const mayAddPolicy = !existsSync(POLICY)
  if (mayAddPolicy) writeFileSync(POLICY, NO_SERVICES, { mode: 0o755 })
  try {
    await run('apt-get', ['update', '-q'], { env, advice })
    const packages = missing.map((program) => PROGRAMS[program])
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env, advice })
  } finally {
    if (mayAddPolicy) rmSync(POLICY, { force: true })
  }
  return missing.join(', ')
}

function isOnPath(program) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
