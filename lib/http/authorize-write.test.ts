import { IncomingMessage, type IncomingHttpHeaders } from 'node:http'
import { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { authorizeWrite } from './authorize-write'
import { RefusedRequestError } from './refused-request-error'

const PRINCIPAL = { name: 'script', seriesCap: 1, nodeCap: 1 }

const authenticate = ({ headers }: IncomingMessage) => {
  if (headers.authorization === undefined) throw new RefusedRequestError(401, 'a token is needed')
  return PRINCIPAL
}

const write = (headers: IncomingHttpHeaders) => {
  const request = new IncomingMessage(new Socket())
  request.headers = headers
  return authorizeWrite(request, authenticate)
}

it('a page of this server may write, also over plain HTTP, where browsers say only the origin', async () => {
  await write({ 'sec-fetch-site': 'same-origin', origin: 'http://localhost' })
  await write({ origin: 'http://fleet.example' })
})

it('a page of another site may not, even of the same company or with a token', async () => {
  for (const site of ['cross-site', 'same-site', 'none'])
    await expect(write({ 'sec-fetch-site': site, authorization: 'Bearer x' })).rejects.toMatchObject({
      status: 403,
    })
})

it('a program may where it could send samples too', async () => {
  await write({ authorization: 'Bearer x' })
  await expect(write({})).rejects.toMatchObject({ status: 401 })
})
