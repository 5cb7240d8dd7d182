import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createAuthenticator, tokenHash } from './authenticate'
import { toAccessPolicy, type AccessConfig } from './check-request'

const secret = 'usescope_secret'
const known = { name: 'fleet', seriesCap: 10, nodeCap: 2 }
const loopback = { name: 'loopback', seriesCap: 1, nodeCap: 1 }

function setup(config: Partial<AccessConfig> = {}) {
  const clock = { nowMs: 0, lookups: 0, revoked: false }
  const authenticate = createAuthenticator({
    policy: toAccessPolicy({
      host: '127.0.0.1',
      allowedHosts: ['use.example'],
      trustForwardedHeaders: true,
      requireTokenOnLoopback: false,
      ...config,
    }),
    findToken: async (hash) => {
      clock.lookups += 1
      return !clock.revoked && Buffer.compare(hash, tokenHash(secret)) === 0 ? known : null
    },
    loopback,
    nowMs: () => clock.nowMs,
  })
  const ask = async (headers: Record<string, string> = {}, address = '127.0.0.1') => {
    const socket = new Socket()
    Object.defineProperty(socket, 'remoteAddress', { value: address })
    const request = new IncomingMessage(socket)
    request.httpVersion = '1.1'
    request.headers = { host: 'localhost:3000', ...headers }
    return authenticate(request)
  }
  return { ask, clock }
}

const unauthorized: unknown = expect.objectContaining({ status: 401 })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

describe('authentication', () => {
  it('needs no token on loopback, unless it is required', async () => {
    await expect(setup().ask()).resolves.toEqual(loopback)
    await expect(setup().ask({}, '::ffff:127.0.0.1')).resolves.toEqual(loopback)
    await expect(setup({ requireTokenOnLoopback: true }).ask()).rejects.toEqual(unauthorized)
  })

  it('needs a token of everybody where the server listens to others', async () => {
    await expect(setup({ host: '0.0.0.0' }).ask()).rejects.toEqual(unauthorized)
    await expect(setup({ host: '0.0.0.0' }).ask(bearer(secret))).resolves.toMatchObject(known)
  })

  it('needs a token of what came through a proxy, even one that is trusted', async () => {
    const { ask } = setup()
    await expect(ask({ 'x-forwarded-for': '127.0.0.1' })).rejects.toEqual(unauthorized)
    await expect(ask({ host: 'use.example' })).rejects.toEqual(unauthorized)
    await expect(ask({}, '10.0.0.9')).rejects.toEqual(unauthorized)
  })

  it('refuses a wrong token even where none is needed', async () => {
    const { ask } = setup()
    for (const authorization of ['Bearer wrong', 'Bearer ', 'Basic dTpw', secret, `Bearer ${secret} x`]) {
      await expect(ask({ authorization })).rejects.toEqual(unauthorized)
    }
  })

  it('remembers a token for seconds only, so that a revoked one ends', async () => {
    const { ask, clock } = setup()
    for (let round = 0; round < 3; round += 1) await ask(bearer(secret))
    expect(clock.lookups).toBe(1)
    clock.revoked = true
    clock.nowMs = 10_001
    await expect(ask(bearer(secret))).rejects.toEqual(unauthorized)
  })
})
