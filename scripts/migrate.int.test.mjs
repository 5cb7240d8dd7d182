import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { freePort } from './processes.mjs'
import { inRoot } from './root.mjs'
import { migrate } from './migrate.mjs'
import { query } from './test-query.mjs'

let databaseUrl
let name

beforeEach(() => {
  name = `test_migrate_${randomBytes(6).toString('hex')}`
  const url = new URL(process.env.TEST_DATABASE_URL)
  url.pathname = `/${name}`
  databaseUrl = url.toString()
})
afterEach(() => query(process.env.TEST_DATABASE_URL, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))

it('of several starts at once one makes the database and its schema, and the others find it done', async () => {
  const said = await Promise.all([1, 2, 3].map(() => migrate({ databaseUrl })))
  expect(said.filter((words) => words === 'unchanged')).toHaveLength(2)
  const applied = await query(databaseUrl, 'SELECT finished_at FROM _prisma_migrations')
  const own = readdirSync(inRoot('prisma/migrations'), { withFileTypes: true })
  expect(applied).toHaveLength(own.filter((entry) => entry.isDirectory()).length)
  expect(applied.every((row) => row.finished_at !== null)).toBe(true)
})

it('a database that is away is a failure at once, unless the start waits for it', async () => {
  const away = `postgresql://app:app@127.0.0.1:${await freePort()}/app`
  await expect(migrate({ databaseUrl: away })).rejects.toThrow('The database cannot be used')
  const stop = new AbortController()
  const notes = []
  const waits = (words) => {
    notes.push(words)
    stop.abort()
  }
  await expect(migrate({ databaseUrl: away, signal: stop.signal, waits })).rejects.toThrow(/abort/i)
  expect(notes).toEqual([expect.stringContaining('does not answer yet')])
})
