export type RefusedStatus = 401 | 403 | 405 | 408

/** The request itself is not allowed, whatever its body says. */
export class RefusedRequestError extends Error {
  override readonly name = 'RefusedRequestError'

  constructor(
    readonly status: RefusedStatus,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
  }
}
