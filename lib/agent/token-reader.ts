import { readFileSync } from 'node:fs'

/** Read anew each time, so that a token can be replaced without a restart. */
export const tokenReader = (tokenFile: string | null) => (): string | null => {
  const token = tokenFile === null ? process.env.USESCOPE_TOKEN : readFileSync(tokenFile, 'utf8')
  return token === undefined || token.trim() === '' ? null : token.trim()
}
