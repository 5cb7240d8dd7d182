import { advise } from './advice.mjs'
import { inRoot } from './root.mjs'

/** The embedded database is not there yet when the settings are checked. */
const EMBEDDED = 'postgresql://embedded'

/** The settings as the server will read them; a wrong one stops the start and is named. */
export async function readSettings() {
  const { loadConfig, InvalidConfigError } = await import(inRoot('dist/config.mjs'))
  try {
    const config = loadConfig({ ...process.env, DATABASE_URL: process.env.DATABASE_URL || EMBEDDED })
    if (config.role !== 'all' && config.databaseUrl === EMBEDDED) throw withoutDatabase(config)
    return config
  } catch (error) {
    if (!(error instanceof InvalidConfigError)) throw error
    throw advise(
      error.message,
      'Mend or unset the variables named above; docs/configuration.md lists them all.',
    )
  }
}

const withoutDatabase = ({ role }) =>
  advise(
    `USESCOPE_ROLE=${role} needs DATABASE_URL, because all roles work on one database.`,
    'Set DATABASE_URL=postgresql://user:password@host:5432/database, or leave USESCOPE_ROLE out to run everything with an embedded one.',
  )
