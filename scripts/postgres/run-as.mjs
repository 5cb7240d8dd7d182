import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'
import { advise } from '../advice.mjs'

const NAMESPACE = ['--user', '--map-user=65534', '--map-group=65534']
/** Outside every home, for files that another user must reach. */
export const SHARED_PARENT = '/var/lib/usescope'

/**
 * How Postgres is run here, which refuses both root and a user without a name.
 * `command` wraps a program; `uid` and `gid` own the files.
 */
export function chooseRunAs({ allowNamespace = true } = {}) {
  const uid = process.getuid?.()
  const gid = process.getgid?.()
  if (uid !== 0 && hasName()) return { kind: 'direct', uid, gid, command: plain, spawnOptions: {} }
  if (allowNamespace && spawnSync('unshare', [...NAMESPACE, 'true']).status === 0) {
    const command = (file, args) => ['unshare', [...NAMESPACE, file, ...args]]
    return { kind: 'namespace', uid, gid, command, spawnOptions: {} }
  }
  return dropToUser(uid === 0 ? findUser('nobody') : null)
}

function hasName() {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

const plain = (file, args) => [file, args]

function dropToUser(user) {
  if (user === null) {
    throw advise(
      'Postgres refuses to run as root or as a user without a name, and user namespaces are forbidden here.',
      'Run `npm start` as an ordinary user, or set DATABASE_URL to your own Postgres.',
    )
  }
  const spawnOptions = { uid: user.uid, gid: user.gid, cwd: '/' }
  return { kind: 'user', ...user, command: plain, spawnOptions }
}

function findUser(name) {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  if (line === undefined) return null
  const [, , uid, gid] = line.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

/** Where the user that runs Postgres can reach files: the folder itself, or one outside a closed home. */
export function reachableFolder(folder, runAs, sharedName) {
  const shared = path.join(SHARED_PARENT, sharedName)
  if (existsSync(shared) && !existsSync(folder)) return shared
  if (mayEnter(path.dirname(folder), runAs)) return folder
  if (existsSync(folder)) {
    throw advise(
      `Postgres must run as "nobody" here, who may not enter ${folder}.`,
      `Move it once with \`mkdir -p ${SHARED_PARENT} && mv ${folder} ${shared}\`, or allow user namespaces.`,
    )
  }
  mkdirSync(SHARED_PARENT, { recursive: true, mode: 0o755 })
  return shared
}

export const mayEnter = (folder, runAs) =>
  runAs.kind !== 'user' || spawnSync('test', ['-x', folder], runAs.spawnOptions).status === 0

/** Gives a folder and what is in it to the user that runs Postgres, if root owns the choice. */
export function own(folder, { uid, gid }) {
  if (process.getuid?.() !== 0 || lstatSync(folder).uid === uid) return
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const child = path.join(folder, entry.name)
    if (entry.isDirectory()) own(child, { uid, gid })
    else chownSync(child, uid, gid)
  }
  chownSync(folder, uid, gid)
}
