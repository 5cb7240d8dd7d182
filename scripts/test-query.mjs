import pg from 'pg'

/** The rows of one statement, over a connection of its own. */
export async function query(url, text) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
