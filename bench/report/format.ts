import type { Spread } from '../measure/statistics'

export const NOT_MEASURED = '–'

const threeDigits = new Intl.NumberFormat('en-US', {
  minimumSignificantDigits: 3,
  maximumSignificantDigits: 3,
})

/** Three digits, without exponents: 0.0123, 1.23, 123, 12,300. */
export const formatNumber = (value: number): string => (value === 0 ? '0' : threeDigits.format(value))

/** The median, with the smallest and the largest of several rounds. */
export function formatSpread(spread: Spread | null): string {
  if (spread === null) return NOT_MEASURED
  const { median, min, max } = spread
  const middle = formatNumber(median)
  return min === max ? middle : `${middle} (${formatNumber(min)}–${formatNumber(max)})`
}

export const formatMebibytes = (bytes: number): string => formatNumber(bytes / 1024 / 1024)
