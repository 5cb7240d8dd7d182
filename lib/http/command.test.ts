import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { command } from './command'

const put = command(z.object({ name: z.string() }), ({ name }) => Promise.resolve({ kept: name }))

const ask = (body: string, type = 'application/json') =>
  put(new Request('http://localhost/api', { method: 'PUT', body, headers: { 'content-type': type } }))

describe('a write that a person makes', () => {
  it('is parsed, done and answered', async () => {
    const response = await ask('{"name":"backup"}', 'application/json; charset=utf-8')
    expect([response.status, await response.json()]).toEqual([200, { kept: 'backup' }])
  })

  it.each([
    ['{"name":1}', 'application/json', 400],
    ['{', 'application/json', 400],
    ['name=backup', 'application/x-www-form-urlencoded', 415],
    ['{"name":"backup"}', 'text/plain', 415],
    [`{"name":"${'x'.repeat(70_000)}"}`, 'application/json', 413],
  ])('is refused as a problem where it is not what was agreed: %.20s as %s', async (body, type, status) => {
    const response = await ask(body, type)
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json',
    ])
  })
})
