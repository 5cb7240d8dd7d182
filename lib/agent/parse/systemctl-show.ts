import { linesOf } from './lines'

/** The properties of several units, as `systemctl show` prints them: a block for each, apart by an empty line. */
export const unitsOf = (text: string): ReadonlyMap<string, readonly string[]>[] => {
  const units = [new Map<string, string[]>()]
  for (const line of linesOf(text)) {
    const unit = units.at(-1)
    if (line === '') {
      if (unit !== undefined && unit.size > 0) units.push(new Map())
      continue
    }
    const equals = line.indexOf('=')
    if (equals <= 0 || unit === undefined) continue
    const name = line.slice(0, equals)
    unit.set(name, [...(unit.get(name) ?? []), line.slice(equals + 1)])
  }
  return units.filter((unit) => unit.size > 0)
}

const STAMP = /(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(\.\d+)? UTC$/

/** `Sat 2026-11-21 06:31:12 UTC`; null for `n/a` and whatever is in another zone. */
export const parseStampMs = (text: string | undefined): number | null => {
  const [, day, time, fraction = ''] = STAMP.exec(text ?? '') ?? []
  const stampMs = Date.parse(`${day ?? ''}T${time ?? ''}${fraction.slice(0, 4)}Z`)
  return Number.isNaN(stampMs) || stampMs <= 0 ? null : stampMs
}

/** Times of the day that a timer names: `{ OnCalendar=*-*-* 06:00:00 ; next_elapse=… }`. */
export const calendarsOf = (properties: readonly string[]): string[] =>
  properties.flatMap((text) => {
    const calendar = /OnCalendar=(.*?) ; /.exec(text)?.[1]
    return calendar === undefined ? [] : [calendar]
  })

export const monotonicOf = (properties: readonly string[]): string[] =>
  properties.flatMap((text) => {
    const [, name, span] = /(On\w+?)(?:USec)?=(.*?) ; /.exec(text) ?? []
    return name === undefined || span === undefined ? [] : [`${name}Sec=${span}`]
  })
