import type { z } from 'zod'
import { ApiError, toApiError } from './fetch-api'

/** A write that a person makes. */
export const sendApi = async <T>(
  answer: z.ZodType<T>,
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body: unknown,
): Promise<T> => {
  const response = await fetch(`/api/v1/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new ApiError('The server does not answer.', null)
  })
  if (!response.ok) throw await toApiError(response)
  return answer.parse(await response.json())
}
