import { existsSync, readFileSync } from 'node:fs'
import { advise } from './advice.mjs'
import { inRoot } from './root.mjs'
import { run } from './run.mjs'

const OLDEST_NODE = [20, 19]

export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  const [oldestMajor, oldestMinor] = OLDEST_NODE
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  throw advise(
    `usescope needs Node ${OLDEST_NODE.join('.')} or newer; this is Node ${version}.`,
    'Install a newer Node from https://nodejs.org and run the command again.',
  )
}

/** Installs exactly what the lock file names, unless it is there. */
export async function ensureInstalled({ signal } = {}) {
  if (isInstalled()) return 'unchanged'
  // Install scripts would download binaries that are not needed here, or are part of other packages.
  const args = [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  const [file, before] = npmCommand()
  await run(file, [...before, ...args], {
    signal,
    advice:
      'Check that the npm registry can be reached (`npm ping`) and that this folder can be written, then run the command again.',
  })
  return undefined
}

/** npm's own record of what it put into node_modules, written last, against the lock file. */
export function isInstalled() {
  const record = inRoot('node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  const wanted = packagesOf(inRoot('package-lock.json'))
  const present = packagesOf(record)
  const isThere = ([name, entry]) => {
    const found = present[name]
    if (found === undefined) return entry.optional === true
    return found.version === entry.version && found.integrity === entry.integrity
  }
  const entries = Object.entries(wanted).filter(([name]) => name !== '')
  return entries.every(isThere) && Object.keys(present).every((name) => wanted[name] !== undefined)
}

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages

function npmCommand() {
  const npmScript = process.env.npm_execpath
  return npmScript?.endsWith('.js') ? [process.execPath, [npmScript]] : ['npm', []]
}
