/**
 * Next takes `content-encoding` and `content-length` away from the answer of a route, and does not compress it either.
 * So the server tells a route what the asker accepts, and the route the server what the body is, by names of their own.
 */
export const ACCEPTED = 'x-body-accept-encoding'
export const ENCODING = 'x-body-encoding'
export const LENGTH = 'x-body-length'

export const BODY_HEADERS: ReadonlyMap<string, string> = new Map([
  [ENCODING, 'content-encoding'],
  [LENGTH, 'content-length'],
])
