/** Which groups show their nodes: those named, or all but those named. */
export interface OpenGroups {
  isInverted: boolean
  values: ReadonlySet<string>
}

const ALL = '*'
/** The group of the nodes without the label has the empty value. */
const EMPTY = '~'

const SPECIAL: Readonly<Record<string, string>> = { [ALL]: '%2A', [EMPTY]: '%7E' }

const encodeValue = (value: string): string =>
  value === ''
    ? EMPTY
    : encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
        /[*~]/g,
        (sign) => SPECIAL[sign] ?? sign,
      )

const decodeValue = (text: string): string | null => {
  if (text === EMPTY) return ''
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** `eu-1,us-1` opens these, `*` opens all, `*,eu-1` all but this. What cannot be read is left out. */
export const parseOpenGroups = (text: string): OpenGroups => {
  const items = text.split(',').filter((item) => item !== '')
  const isInverted = items[0] === ALL
  const values = items.slice(isInverted ? 1 : 0).flatMap((item) => decodeValue(item) ?? [])
  return { isInverted, values: new Set(values) }
}

export const printOpenGroups = ({ isInverted, values }: OpenGroups): string =>
  [...(isInverted ? [ALL] : []), ...[...values].map(encodeValue)].join(',')

export const isGroupOpen = ({ isInverted, values }: OpenGroups, value: string): boolean =>
  values.has(value) !== isInverted

export const toggleGroup = ({ isInverted, values }: OpenGroups, value: string): OpenGroups => {
  const toggled = new Set(values)
  if (!toggled.delete(value)) toggled.add(value)
  return { isInverted, values: toggled }
}

export const ALL_OPEN: OpenGroups = { isInverted: true, values: new Set() }
export const NONE_OPEN: OpenGroups = { isInverted: false, values: new Set() }
