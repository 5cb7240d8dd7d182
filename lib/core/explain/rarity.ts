/**
 * For each of today's values the share that chance explains of those at least as high: how many there are on another
 * day, by the values of all other days, for one of today. Zero where no other day had any; without other days one.
 */
export const sharesByChance = (today: Float64Array, others: Float64Array, days: number): Float64Array => {
  const shares = new Float64Array(today.length).fill(1)
  if (days === 0) return shares
  const sorted = Float64Array.from(others).sort()
  const order = Int32Array.from(today.keys()).sort(
    (one, other) => (today[other] ?? 0) - (today[one] ?? 0) || one - other,
  )
  let above = 0
  order.forEach((at, place) => {
    while (above < sorted.length && (sorted[sorted.length - 1 - above] ?? 0) >= (today[at] ?? 0)) above += 1
    shares[at] = Math.min(1, above / days / (place + 1))
  })
  return shares
}
