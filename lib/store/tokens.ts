import { InvalidInputError, NotFoundError } from '@/lib/core/errors'
import type { Token as TokenModel } from '@/prisma/generated/client'
import type { Store } from './db'
import { withStoreErrors } from './store-errors'

export interface Token {
  id: number
  name: string
  seriesCap: number
  nodeCap: number
  createdMs: number
  revokedMs: number | null
}

export interface NewToken {
  name: string
  /** SHA-256 of the secret. */
  hash: Uint8Array
  seriesCap: number
  nodeCap: number
}

const UNIQUE_VIOLATION = 'P2002'

const toToken = ({ id, name, seriesCap, nodeCap, createdAt, revokedAt }: TokenModel): Token => ({
  id,
  name,
  seriesCap,
  nodeCap,
  createdMs: createdAt.getTime(),
  revokedMs: revokedAt?.getTime() ?? null,
})

/** A name that is taken is an `InvalidInputError`. */
export const createToken = (store: Store, token: NewToken): Promise<Token> =>
  withStoreErrors(async () => {
    try {
      return toToken(
        await store.prisma.token.create({ data: { ...token, hash: new Uint8Array(token.hash) } }),
      )
    } catch (error) {
      if (!isTaken(error)) throw error
      throw new InvalidInputError(`there is a token named ${token.name} already`, { reason: 'token_exists' })
    }
  })

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION

/** Null if unknown or revoked. */
export const findToken = (store: Store, hash: Uint8Array): Promise<Token | null> =>
  withStoreErrors(async () => {
    const token = await store.prisma.token.findUnique({
      where: { hash: new Uint8Array(hash), revokedAt: null },
    })
    return token && toToken(token)
  })

/** Newest first, revoked ones included. */
export const readTokens = (store: Store): Promise<Token[]> =>
  withStoreErrors(async () => (await store.prisma.token.findMany({ orderBy: { id: 'desc' } })).map(toToken))

/** An unknown name is a `NotFoundError`; one that is revoked already stays as it is. */
export const revokeToken = (store: Store, name: string, nowMs: number): Promise<void> =>
  withStoreErrors(async () => {
    const { token } = store.prisma
    const { count } = await token.updateMany({
      where: { name, revokedAt: null },
      data: { revokedAt: new Date(nowMs) },
    })
    if (count === 0 && !(await token.findUnique({ where: { name } })))
      throw new NotFoundError(`there is no token named ${name}`)
  })
