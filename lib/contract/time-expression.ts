const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

export type TimeExpression = { kind: 'relative'; agoMs: number } | { kind: 'absolute'; atMs: number }

const RELATIVE = /^now(?:-(\d{1,6})([smhdw]))?$/
const EPOCH_MS = /^\d{1,15}$/
const ISO_8601 = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/

const toIsoMs = (text: string): number | null => {
  const match = ISO_8601.exec(text)
  if (match === null) return null
  const [, date = '', minutes = '00:00', seconds = ':00', zone = 'Z'] = match
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone
  const atMs = Date.parse(`${date}T${minutes}${seconds}${offset}`)
  return Number.isNaN(atMs) || !isRealDay(date) ? null : atMs
}

/** Date.parse moves 31 April to 1 May instead of refusing it. */
const isRealDay = (date: string): boolean => {
  const dayMs = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(dayMs) && new Date(dayMs).toISOString().startsWith(date)
}

/** Epoch milliseconds, ISO 8601 (UTC where no zone is given) or `now-15m`; null when it is none of them. */
export const parseTimeExpression = (text: string): TimeExpression | null => {
  const relative = RELATIVE.exec(text)
  if (relative !== null) {
    const [, amount = '0', unit = 's'] = relative
    return { kind: 'relative', agoMs: Number(amount) * (UNIT_MS[unit] ?? 0) }
  }
  if (EPOCH_MS.test(text)) return { kind: 'absolute', atMs: Number(text) }
  const atMs = toIsoMs(text)
  return atMs === null ? null : { kind: 'absolute', atMs }
}

export const resolveTime = (expression: TimeExpression, nowMs: number): number =>
  expression.kind === 'absolute' ? expression.atMs : nowMs - expression.agoMs

export const isRelativeTime = (text: string): boolean => RELATIVE.test(text)
