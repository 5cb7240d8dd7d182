import { InvalidInputError } from '@/lib/core/errors'

/** The parts of a pprof profile as bytes, each of which can be decoded by itself. */
export interface PprofFields {
  sampleTypes: Uint8Array[]
  samples: Uint8Array[]
  mappings: Uint8Array[]
  locations: Uint8Array[]
  functions: Uint8Array[]
  strings: string[]
  timeNanos: number
  durationNanos: number
  /** Into `strings`. */
  defaultType: number
}

const MOST_PARTS = 2_000_000
const PARTS_A_STEP = 500
const LONGEST_VARINT = 10
const VARINT = 0
const FIXED_64 = 1
const BYTES = 2
const FIXED_32 = 5
const FIXED_BYTES: Readonly<Record<number, number>> = { [FIXED_64]: 8, [FIXED_32]: 4 }

/** Walks the outer message by itself, because a part that is cut off must not pass for a whole one. */
export function* readFields(body: Uint8Array): Generator<undefined, PprofFields> {
  const fields: PprofFields = {
    sampleTypes: [],
    samples: [],
    mappings: [],
    locations: [],
    functions: [],
    strings: [],
    timeNanos: 0,
    durationNanos: 0,
    defaultType: 0,
  }
  const reader = new FieldReader(body)
  for (let parts = 0; !reader.atEnd; parts += 1) {
    if (parts >= MOST_PARTS) throw tooLarge()
    const tag = reader.varint()
    const wire = tag & 7
    if (wire === BYTES) keepBytes(fields, tag >>> 3, reader.bytes())
    else if (wire === VARINT) keepNumber(fields, tag >>> 3, reader.varint())
    else reader.skip(FIXED_BYTES[wire])
    if (parts % PARTS_A_STEP === 0) yield
  }
  return fields
}

const utf8 = new TextDecoder()

const keepBytes = (fields: PprofFields, field: number, bytes: Uint8Array): void => {
  if (field === 6) fields.strings.push(utf8.decode(bytes))
  else listOf(fields, field)?.push(bytes)
}

const listOf = (fields: PprofFields, field: number): Uint8Array[] | undefined => {
  if (field === 1) return fields.sampleTypes
  if (field === 2) return fields.samples
  if (field === 3) return fields.mappings
  if (field === 4) return fields.locations
  return field === 5 ? fields.functions : undefined
}

const keepNumber = (fields: PprofFields, field: number, value: number): void => {
  if (field === 9) fields.timeNanos = value
  if (field === 10) fields.durationNanos = value
  if (field === 14) fields.defaultType = value
}

class FieldReader {
  private at = 0

  constructor(private readonly body: Uint8Array) {}

  get atEnd(): boolean {
    return this.at >= this.body.length
  }

  varint(): number {
    let value = 0
    let scale = 1
    for (let length = 0; length < LONGEST_VARINT; length += 1) {
      const byte = this.body[this.at]
      if (byte === undefined) throw truncated()
      this.at += 1
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
    throw malformed('a number of more than 64 bits')
  }

  bytes(): Uint8Array {
    const length = this.varint()
    if (length > this.body.length - this.at) throw truncated()
    this.at += length
    return this.body.subarray(this.at - length, this.at)
  }

  skip(length: number | undefined): void {
    if (length === undefined) throw malformed('a field of an unknown kind')
    if (length > this.body.length - this.at) throw truncated()
    this.at += length
  }
}

export const malformed = (problem: string) =>
  new InvalidInputError(`the body is no pprof profile: ${problem}`, { reason: 'malformed_profile' })

const truncated = () => new InvalidInputError('the pprof profile is cut off', { reason: 'truncated_profile' })

const tooLarge = () =>
  new InvalidInputError(`the profile has more than ${String(MOST_PARTS)} parts`, {
    status: 413,
    reason: 'profile_too_large',
  })
