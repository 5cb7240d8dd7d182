import { InvalidInputError } from '@/lib/core/errors'

/** The whole body is refused: what it says cannot be trusted. */
export const malformedProtobuf = (problem: string) =>
  new InvalidInputError(`the body is not OTLP in protobuf: ${problem}`, { reason: 'malformed_protobuf' })

export const malformedJson = (problem: string) =>
  new InvalidInputError(`the body is not OTLP in JSON: ${problem}`, { reason: 'malformed_json' })
