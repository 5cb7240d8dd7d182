import fc from 'fast-check'
import { VIEW_FIELDS, viewFieldNames, type ViewFieldName } from './view-state'

const UNITS = ['s', 'm', 'h', 'd', 'w']
const LATEST_MS = 4_102_444_800_000

const relative = fc
  .tuple(fc.integer({ min: 0, max: 999_999 }), fc.constantFrom(...UNITS))
  .map(([amount, unit]) => `now-${String(amount)}${unit}`)
const absolute = fc
  .integer({ min: 0, max: LATEST_MS })
  .map((ms) => new Date(ms).toISOString().replace(/\.000Z$/, 'Z'))
const word = fc.constantFrom(...viewFieldNames.flatMap((name) => [name, ...(VIEW_FIELDS[name].values ?? [])]))

/** Whatever somebody may have typed: words the pages know, alone and in lists, times, numbers and nonsense. */
export const fieldText: fc.Arbitrary<string> = fc.oneof(
  word,
  fc.array(word, { maxLength: 4 }).map((words) => words.join(',')),
  fc.constant('now'),
  relative,
  absolute,
  fc.nat().map(String),
  fc.string({ unit: 'binary', maxLength: 200 }),
)

const fieldValue = (name: ViewFieldName): fc.Arbitrary<string> => {
  const { values, parse, initial, isTime } = VIEW_FIELDS[name]
  if (values !== undefined) return fc.constantFrom<string>(...values)
  const text = isTime === true ? fc.oneof(relative, absolute, fc.constant('now')) : fieldText
  return text.map((typed) => parse(typed) ?? initial)
}

/** Views made from the table of fields itself, so that a field that is added to it is tried too. */
export const fieldValues: fc.Arbitrary<Record<string, string>> = fc.record(
  Object.fromEntries(viewFieldNames.map((name) => [name, fieldValue(name)])),
)
