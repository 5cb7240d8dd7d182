import { Function as PprofFunction, type Line, Location, Mapping, Sample, ValueType } from 'pprof-format'
import { InvalidInputError } from '@/lib/core/errors'
import type { Decoding } from './decoded-profile'
import { ProfileCollector } from './profile-collector'
import { malformed, readFields, type PprofFields } from './pprof-fields'

const MESSAGES_A_STEP = 20
const NANOSECONDS_A_MS = 1_000_000
const MOST_INLINED = 1024
const MOST_FRAMES = 65_536

/** The messages of a profile of `pprof`: https://github.com/google/pprof/blob/main/proto/profile.proto */
export function* decodePprof(body: Uint8Array, wantedType: string): Decoding {
  const fields = yield* readFields(body)
  const column = columnOf(fields, wantedType)
  const names = new LocationNames(fields.strings)
  yield* inSteps(fields.mappings, (bytes) => names.addMapping(Mapping.decode(bytes)))
  yield* inSteps(fields.functions, (bytes) => names.addFunction(PprofFunction.decode(bytes)))
  yield* inSteps(fields.locations, (bytes) => names.addLocation(Location.decode(bytes)))
  const collector = new ProfileCollector()
  yield* inSteps(fields.samples, (bytes, at) =>
    takeSample(collector, at + 1, Sample.decode(bytes), { names, column: column.index }),
  )
  const { timeNanos, durationNanos } = fields
  return collector.finish({
    format: 'pprof',
    type: column.type,
    unit: column.unit,
    startMs: timeNanos > 0 ? Math.round(timeNanos / NANOSECONDS_A_MS) : null,
    lengthMs: durationNanos > 0 ? durationNanos / NANOSECONDS_A_MS : null,
  })
}

interface Column {
  index: number
  type: string
  unit: string
}

/** The one that was asked for, else the one that the profile shows by itself, else the last, as `pprof` chooses. */
const columnOf = ({ sampleTypes, strings, defaultType }: PprofFields, wanted: string): Column => {
  const columns = sampleTypes.map((bytes, index): Column => {
    const { type, unit } = orMalformed(() => ValueType.decode(bytes))
    return { index, type: strings[Number(type)] ?? '', unit: strings[Number(unit)] ?? '' }
  })
  const asked = wanted === '' ? (strings[defaultType] ?? '') : wanted
  const found = columns.find(({ type }) => asked !== '' && type === asked)
  const last = columns.at(-1)
  if (found !== undefined) return found
  if (wanted === '' && last !== undefined) return last
  const known = columns.map(({ type }) => type.slice(0, 40)).join(', ')
  throw new InvalidInputError(`the profile has no sample type ${wanted}; it has: ${known || 'none'}`, {
    reason: 'sample_type',
  })
}

function* inSteps(parts: readonly Uint8Array[], take: (bytes: Uint8Array, at: number) => void) {
  for (const [at, bytes] of parts.entries()) {
    orMalformed(() => take(bytes, at))
    if (at % MESSAGES_A_STEP === 0) yield
  }
}

/** The decoder of a part throws whatever it stumbles over. */
const orMalformed = <Result>(decode: () => Result): Result => {
  try {
    return decode()
  } catch (error) {
    if (error instanceof InvalidInputError) throw error
    throw malformed(error instanceof Error ? error.message : String(error))
  }
}

/** By location: its frames, the innermost first; inlined functions come before the one that they are inlined into. */
class LocationNames {
  private readonly byId = new Map<number, string[]>()
  private readonly functions = new Map<number, string>()
  private readonly mappings = new Map<number, string>()

  constructor(private readonly strings: readonly string[]) {}

  addMapping({ id, filename }: Mapping): void {
    this.mappings.set(Number(id), this.textOf(filename).split('/').at(-1) ?? '')
  }

  addFunction({ id, name, systemName }: PprofFunction): void {
    this.functions.set(Number(id), this.textOf(name) || this.textOf(systemName))
  }

  addLocation({ id, line, mappingId, address }: Location): void {
    const names = line
      .slice(0, MOST_INLINED)
      .map(({ functionId }: Line) => this.functions.get(Number(functionId)) ?? '')
    const marked = names.map((name, place) => (place < names.length - 1 ? `${name}_[i]` : name))
    const isNamed = names.some((name) => name !== '')
    this.byId.set(Number(id), isNamed ? marked : [this.unnamed(Number(mappingId), BigInt(address))])
  }

  of(id: number): string[] | null {
    return this.byId.get(id) ?? null
  }

  private textOf(place: number | bigint): string {
    return this.strings[Number(place)] ?? ''
  }

  private unnamed(mapping: number, address: bigint): string {
    const file = this.mappings.get(mapping) ?? ''
    return file === '' ? `0x${BigInt.asUintN(64, address).toString(16)}` : `[${file}]`
  }
}

const takeSample = (
  collector: ProfileCollector,
  index: number,
  { locationId, value }: Sample,
  { names, column }: { names: LocationNames; column: number },
): void => {
  const weight = Number(BigInt.asIntN(64, BigInt(value[column] ?? 0)))
  if (weight < 0) return collector.refuse(index, 'a negative value')
  if (locationId.length === 0) return collector.refuse(index, 'a value without a stack')
  const frames: string[] = []
  for (const id of locationId) {
    const found = names.of(Number(id))
    if (found === null) return collector.refuse(index, 'a location that the profile does not have')
    if (frames.length + found.length > MOST_FRAMES)
      return collector.refuse(index, 'a stack of more than 65,536 frames')
    frames.push(...found)
  }
  if (weight > 0) collector.take(collector.stack(frames.reverse()), weight)
}
