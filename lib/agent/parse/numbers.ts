const WHOLE = /^\d+$/
const DECIMAL = /^\d+(?:\.\d+)?$/
const HEX = /^(?:0x)?[0-9a-f]+$/i

const matched = (pattern: RegExp, text: string | undefined): text is string =>
  text !== undefined && pattern.test(text)

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** A number that cannot be read is not measured; it is never zero. */
export const toWhole = (text: string | undefined): number | null =>
  matched(WHOLE, text) ? finite(Number(text)) : null

export const toDecimal = (text: string | undefined): number | null =>
  matched(DECIMAL, text) ? finite(Number(text)) : null

export const toHex = (text: string | undefined): number | null =>
  matched(HEX, text) ? finite(Number.parseInt(text, 16)) : null
