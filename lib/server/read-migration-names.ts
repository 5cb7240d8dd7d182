import { readdirSync } from 'node:fs'
import path from 'node:path'

/** The migrations that this version brings, in the order in which they are applied. */
export const readMigrationNames = (root: string): string[] =>
  readdirSync(path.join(root, 'prisma', 'migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
