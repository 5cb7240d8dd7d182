import { InvalidInputError } from '@/lib/core/errors'

/** A media type in lower case, and its `proto` parameter. */
export interface ContentType {
  type: string
  proto: string | null
}

export function parseContentType(header: string | undefined): ContentType {
  const [type = '', ...parameters] = (header ?? '').split(';')
  const proto = parameters.map((text) => /^\s*proto\s*=\s*"?([\w.]+)"?\s*$/i.exec(text)?.[1]).find(Boolean)
  return { type: type.trim().toLowerCase(), proto: proto ?? null }
}

export const notUnderstood = (message: string, reason: 'content_type' | 'content_encoding') =>
  new InvalidInputError(message, { status: 415, reason })
