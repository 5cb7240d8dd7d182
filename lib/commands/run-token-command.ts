import { createHash, randomBytes } from 'node:crypto'
import type { Store } from '@/lib/store/db'
import { createToken, readTokens, revokeToken, type Token } from '@/lib/store/tokens'
import { parseTokenArguments } from './token-arguments'

const SECRET_BYTES = 32

/** The secret is shown once: only its hash is kept. */
export async function runTokenCommand(store: Store, args: readonly string[], nowMs: number): Promise<string> {
  const parsed = parseTokenArguments(args)
  if (parsed.command === 'list') return listText(await readTokens(store))
  if (parsed.command === 'revoke') {
    await revokeToken(store, parsed.name, nowMs)
    return `The token ${parsed.name} is revoked; senders that use it are refused within 10 seconds.\n`
  }
  const { name, seriesCap, nodeCap } = parsed
  const secret = `usescope_${randomBytes(SECRET_BYTES).toString('base64url')}`
  const hash = createHash('sha256').update(secret, 'utf8').digest()
  await createToken(store, { name, hash, seriesCap, nodeCap })
  return `${secret}\n\nSend it as Authorization: Bearer <token>. It is not shown again.\n`
}

function listText(tokens: readonly Token[]): string {
  if (tokens.length === 0) return 'There are no tokens.\n'
  const rows = tokens.map((token) => [
    token.name,
    `${token.seriesCap} series`,
    `${token.nodeCap} nodes`,
    `created ${new Date(token.createdMs).toISOString()}`,
    token.revokedMs === null ? 'in use' : `revoked ${new Date(token.revokedMs).toISOString()}`,
  ])
  return rows.map((row) => `${row.join('  ')}\n`).join('')
}
