import { createServer, get, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { ACCEPTED, ENCODING, LENGTH } from '@/lib/http/body-headers'
import { passBodyHeaders } from './pass-body-headers'

let server: Server | null = null
afterEach(() => {
  server?.close()
})

const ask = async (listener: RequestListener): Promise<IncomingMessage> => {
  const listening = (server = createServer(listener))
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const { port } = listening.address() as AddressInfo
  const headers = { 'accept-encoding': 'br', [ACCEPTED]: 'forged' }
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, headers }, (response) => {
      response.resume()
      response.on('end', () => resolve(response))
    }).on('error', reject)
  })
}

it('a route learns what is accepted, and what it says of its body is said to the asker', async () => {
  let learnt: unknown[] = []
  const { headers } = await ask((request, response) => {
    passBodyHeaders(request, response)
    learnt = [request.headers[ACCEPTED], request.headers['accept-encoding']]
    response.setHeader(ENCODING, ['br'])
    response.setHeader(LENGTH, ['4'])
    response.setHeader('X-Other', 'kept')
    response.end('body')
  })
  expect(learnt).toEqual(['br', undefined])
  expect(headers).toMatchObject({ 'content-encoding': 'br', 'content-length': '4', 'x-other': 'kept' })
  expect(headers).not.toHaveProperty(ENCODING)
})
