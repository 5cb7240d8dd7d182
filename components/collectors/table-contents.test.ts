import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { TABLE_CONTENTS } from './table-contents'

test('every table of the schema says what it holds, and no other is named', () => {
  const schema = readFileSync('prisma/schema.prisma', 'utf8')
  const tables = [...schema.matchAll(/@@map\("([^"]+)"\)/g)].map(([, table]) => table)
  expect(Object.keys(TABLE_CONTENTS).sort()).toEqual(tables.sort())
})
