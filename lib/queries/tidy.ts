const SIGNIFICANT_DIGITS = 6

/** Blocks hold 32-bit floats: further digits would be noise. Null where nothing was measured. */
export const tidy = (value: number): number | null => {
  if (!Number.isFinite(value)) return null
  if (value === 0) return 0
  const digits = SIGNIFICANT_DIGITS - 1 - Math.floor(Math.log10(Math.abs(value)))
  if (digits <= 0) return Math.round(value)
  const scale = 10 ** Math.min(digits, 15)
  return Math.round(value * scale) / scale
}
