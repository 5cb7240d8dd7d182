import { describe, expect, it } from 'vitest'
import { checkRequest, toAccessPolicy, type AccessConfig, type RequestFacts } from './check-request'

const loopback: AccessConfig = {
  host: '127.0.0.1',
  allowedHosts: [],
  trustForwardedHeaders: false,
  requireTokenOnLoopback: false,
}

const check =
  (request: Partial<RequestFacts>, config: Partial<AccessConfig> = {}) =>
  () =>
    checkRequest(
      { url: '/', httpVersion: '1.1', ...request, headers: { host: 'localhost:3000', ...request.headers } },
      toAccessPolicy({ ...loopback, ...config }),
    )

const forbidden: unknown = expect.objectContaining({ status: 403 })

describe('checkRequest', () => {
  it.each(['localhost', 'LOCALHOST:3000', '127.0.0.1:9', '127.1.2.3', '[::1]:3000', 'localhost.'])(
    'lets %s in',
    (host) => {
      expect(check({ headers: { host } })).not.toThrow()
    },
  )

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '',
    'localhost, evil',
    'a b',
    '[::2]',
  ])('refuses the host %j, whatever the path', (host) => {
    for (const url of ['/', '/api/v1/write', '/healthz'])
      expect(check({ url, headers: { host } })).toThrow(forbidden)
  })

  it('lets in names that are allowed, at any port, and the address it listens on', () => {
    expect(check({ headers: { host: 'use.example:8443' } }, { allowedHosts: ['Use.Example'] })).not.toThrow()
    expect(check({ headers: { host: '10.0.0.5:3000' } }, { host: '10.0.0.5' })).not.toThrow()
    expect(check({ headers: { host: '0.0.0.0:3000' } }, { host: '0.0.0.0' })).toThrow(forbidden)
  })

  it('refuses an origin that is not the host', () => {
    for (const origin of ['http://evil.example', 'null', 'http://localhost:3001', 'file://', 'x']) {
      expect(check({ headers: { origin } })).toThrow(forbidden)
    }
    expect(check({ headers: { origin: 'http://localhost:3000' } })).not.toThrow()
    expect(check({ headers: { origin: 'https://localhost', host: 'localhost' } })).not.toThrow()
  })

  it.each(['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-anything', 'forwarded', 'via', 'x-real-ip'])(
    'refuses %s unless forwarding is trusted',
    (name) => {
      const headers = { [name]: '10.0.0.1' }
      expect(check({ headers })).toThrow(forbidden)
      expect(check({ headers }, { trustForwardedHeaders: true })).not.toThrow()
    },
  )

  it('takes HTTP/1.0 for a proxy that hides', () => {
    expect(check({ httpVersion: '1.0' })).toThrow(forbidden)
    expect(check({ httpVersion: '1.0' }, { trustForwardedHeaders: true })).not.toThrow()
  })

  it('refuses a request target that is not a path', () => {
    expect(check({ url: 'http://evil.example/' })).toThrow(expect.objectContaining({ status: 400 }))
  })
})
