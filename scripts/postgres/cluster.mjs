import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { advise } from '../advice.mjs'
import { own } from './run-as.mjs'

export const SUPERUSER = 'usescope'

/** Makes the data folder once, whole or not at all, with a password that only its owner can read. */
export function ensureCluster({ folder, passwordFile, bin, runAs, durable }) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  own(folder, runAs)
  const data = path.join(folder, 'data')
  if (existsSync(data)) return { data, password: readPassword(passwordFile, data) }

  const password = existsSync(passwordFile) ? readPassword(passwordFile, data) : writePassword(passwordFile)
  const unfinished = path.join(folder, 'data.unfinished')
  rmSync(unfinished, { recursive: true, force: true })
  const handover = path.join(folder, 'initial-password')
  writeFileSync(handover, password, { mode: 0o600 })
  if (runAs.kind === 'user') chownSync(handover, runAs.uid, runAs.gid)
  try {
    initialise({ unfinished, handover, bin, runAs, durable })
  } finally {
    rmSync(handover, { force: true })
  }
  renameSync(unfinished, data)
  return { data, password }
}

function initialise({ unfinished, handover, bin, runAs, durable }) {
  const [file, args] = runAs.command(bin('initdb'), [
    `--pgdata=${unfinished}`,
    `--username=${SUPERUSER}`,
    '--auth=scram-sha-256',
    `--pwfile=${handover}`,
    '--encoding=UTF8',
    '--locale=C',
    ...(durable ? [] : ['--no-sync']),
  ])
  const result = spawnSync(file, args, { encoding: 'utf8', ...runAs.spawnOptions })
  if (result.status === 0) return
  const words = result.error === undefined ? result.stderr : String(result.error)
  throw advise(
    `Postgres could not make the data folder ${unfinished}:\n${words.trim().split('\n').slice(-5).join('\n')}`,
    'Check free disk space and the rights of that folder, or set DATABASE_URL to your own Postgres.',
  )
}

function readPassword(file, data) {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  throw advise(
    `The password of the database in ${data} is missing: ${file}`,
    'Put the file back from a backup, or move the data folder away to start with an empty database.',
  )
}

function writePassword(file) {
  const password = randomBytes(24).toString('base64url')
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  return password
}
