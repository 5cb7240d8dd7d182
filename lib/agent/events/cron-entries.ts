import { parseCrontab, type CronEntry } from '../parse/crontab'
import { listMatching, type Area, type SystemFiles } from '../system-files'

/** An entry by its file and its place in it. */
export interface NamedCronEntry extends CronEntry {
  name: string
}

/** As cron does, files with a dot in their name are left out. */
const FILE = /^[A-Za-z0-9_-]+$/
const SPOOLS = ['spool/cron/crontabs', 'spool/cron'] as const

const named = (file: string, entries: readonly CronEntry[]): NamedCronEntry[] =>
  entries.map((entry, index) => ({ ...entry, name: `${file}#${String(index + 1)}` }))

const entriesOf = (
  files: SystemFiles,
  [area, path]: readonly [Area, string],
  file: string,
  user: string | null,
): NamedCronEntry[] => {
  const entries = parseCrontab(files.read(area, path) ?? '', user === null)
  return named(
    file,
    entries.map((entry) => ({ ...entry, user: user ?? entry.user })),
  )
}

/** What cron of this machine is to run; crontabs of users only where they can be read. */
export const readCronEntries = (files: SystemFiles): NamedCronEntry[] => [
  ...entriesOf(files, ['etc', 'crontab'], 'crontab', null),
  ...listMatching(files, 'etc', 'cron.d', FILE).flatMap((file) =>
    entriesOf(files, ['etc', `cron.d/${file}`], `cron.d/${file}`, null),
  ),
  ...SPOOLS.flatMap((spool) =>
    listMatching(files, 'var', spool, FILE).flatMap((user) =>
      entriesOf(files, ['var', `${spool}/${user}`], `user ${user}`, user),
    ),
  ),
]
