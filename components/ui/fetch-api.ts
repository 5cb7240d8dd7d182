import type { z } from 'zod'
import { problem } from '@/lib/contract/problem'

export class ApiError extends Error {
  override readonly name = 'ApiError'
  constructor(
    message: string,
    /** Null when no answer arrived at all. */
    readonly status: number | null,
  ) {
    super(message)
  }
}

/** A question that was refused is answered where it was asked; it says nothing about the server. */
export const isFailure = (error: Error | null): boolean =>
  error !== null && !(error instanceof ApiError && error.status !== null && error.status < 500)

export const toApiError = async (response: Response): Promise<ApiError> => {
  const parsed = problem.safeParse(await response.json().catch(() => null))
  const message = parsed.success ? (parsed.data.detail ?? parsed.data.title) : response.statusText
  return new ApiError(message === '' ? `HTTP ${String(response.status)}` : message, response.status)
}

const toSearch = (params: Readonly<Record<string, string | number | undefined>>): string => {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) {
    if (value !== undefined && value !== '') search.set(key, String(value))
  }
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

export const fetchApi = async <T>(
  answer: z.ZodType<T>,
  path: string,
  params: Readonly<Record<string, string | number | undefined>>,
  signal: AbortSignal,
  method: 'GET' | 'POST' | 'DELETE' = 'GET',
): Promise<T> => {
  const response = await fetch(`/api/v1/${path}${toSearch(params)}`, { signal, method }).catch(
    (cause: unknown) => {
      if (signal.aborted) throw cause
      throw new ApiError('The server does not answer.', null)
    },
  )
  if (!response.ok) throw await toApiError(response)
  return answer.parse(await response.json())
}
