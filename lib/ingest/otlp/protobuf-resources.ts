import { bytesTag, FieldReader } from './field-reader'
import type { OtlpResource } from './otlp-point'
import { readResource } from './protobuf-attributes'

/** Requests of metrics and of logs are numbered alike. */
const OF_RESOURCE = bytesTag(1)
const RESOURCE = bytesTag(1)
const OF_SCOPE = bytesTag(2)

type ReadScope<Told> = (reader: FieldReader, resource: OtlpResource) => Generator<Told | null, void>

/** What every scope of an export request tells, under its resource, one after the other. */
export function* readResources<Told>(
  body: Uint8Array,
  readScope: ReadScope<Told>,
): Generator<Told | null, void> {
  const reader = FieldReader.of(body)
  while (reader.next())
    if (reader.tag === OF_RESOURCE) yield* readScopes(reader.message(), readScope)
    else reader.skip()
}

/** Fields may come in any order, so what stands above the rest is looked for first. */
function* readScopes<Told>(reader: FieldReader, readScope: ReadScope<Told>): Generator<Told | null, void> {
  let resource: OtlpResource = { attributes: [] }
  const head = reader.again()
  while (head.next())
    if (head.tag === RESOURCE) resource = readResource(head.message())
    else head.skip()
  while (reader.next())
    if (reader.tag === OF_SCOPE) yield* readScope(reader.message(), resource)
    else reader.skip()
}
