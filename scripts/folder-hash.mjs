import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './root.mjs'

const NOT_BUILT = /\.test\.(ts|tsx|mjs)$|(^|\/)(fixtures|generated|node_modules)(\/|$)/

/** One hash of the names and contents of sources; tests and fixtures do not count. */
export function hashSources(names) {
  const hash = createHash('sha256')
  for (const file of names.flatMap(filesBelow)) {
    hash.update(`${file}\0`)
    hash.update(readFileSync(path.join(ROOT, file)))
    hash.update('\0')
  }
  return hash.digest('hex')
}

function filesBelow(name) {
  if (NOT_BUILT.test(name)) return []
  const full = path.join(ROOT, name)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [name]
  return readdirSync(full)
    .sort()
    .flatMap((child) => filesBelow(`${name}/${child}`))
}

/** Does the work unless its result is there and was made from the same sources. */
export async function whenChanged({ stamp, result, hash, work }) {
  const stampFile = path.join(ROOT, stamp)
  const unchanged =
    existsSync(path.join(ROOT, result)) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash
  if (unchanged) return 'unchanged'
  rmSync(stampFile, { force: true })
  await work()
  mkdirSync(path.dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, hash)
  return undefined
}
