import pg from 'pg'

/** Words that only Prisma understands in a connection URL. */
const PRISMA_PARAMETERS = ['schema', 'connection_limit', 'pool_timeout', 'connect_timeout', 'pgbouncer']

const UNREACHABLE = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOENT']

export function connectionString(url) {
  const parsed = new URL(url)
  for (const name of PRISMA_PARAMETERS) parsed.searchParams.delete(name)
  return parsed.toString()
}

const databaseOf = (url) => decodeURIComponent(new URL(url).pathname.slice(1)) || 'postgres'

export function withDatabase(url, name) {
  const parsed = new URL(url)
  parsed.pathname = `/${name}`
  return parsed.toString()
}

export async function ping(url) {
  await withClient(url, (client) => client.query('SELECT 1'))
}

export async function createDatabase(url) {
  const name = databaseOf(url)
  await withClient(withDatabase(url, 'postgres'), (client) =>
    client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`),
  )
  return name
}

export async function dropDatabase(url) {
  await withClient(withDatabase(url, 'postgres'), (client) =>
    client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(databaseOf(url))} WITH (FORCE)`),
  )
}

/** Prisma's own error codes, which its command line turns into advice. */
export function knownError(error, url) {
  const { hostname, port } = new URL(url)
  const server = `${hostname}:${port || 5432}`
  if (error.code === '3D000')
    return { code: 'P1003', message: `Database \`${databaseOf(url)}\` does not exist` }
  if (error.code === '28P01' || error.code === '28000') {
    return {
      code: 'P1000',
      message: `Authentication failed against database server at \`${server}\`: ${error.message}`,
    }
  }
  if (UNREACHABLE.includes(error.code)) {
    return { code: 'P1001', message: `Can't reach database server at \`${server}\`` }
  }
  return { code: 'P1011', message: error.message }
}

async function withClient(url, use) {
  const client = new pg.Client({ connectionString: connectionString(url) })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}
