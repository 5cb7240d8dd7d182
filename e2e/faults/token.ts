import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { inRoot } from '@/scripts/root.mjs'

/** A token as `npm run token` makes it, as the header that carries it. */
export async function createToken(
  databaseUrl: string,
  name: string,
  seriesCap: number,
): Promise<Readonly<Record<string, string>>> {
  const args = [inRoot('dist/token.mjs'), 'create', name, '--series-cap', String(seriesCap)]
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  })
  return { authorization: `Bearer ${stdout.split('\n', 1)[0] ?? ''}` }
}
