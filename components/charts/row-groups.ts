export interface RowGroup {
  name: string
  /** Its first place in the order, and how many rows follow. */
  place: number
  count: number
}

/** Neighbours that share a group; `groups` is by row. */
export const groupsInOrder = (groups: readonly string[], order: Int32Array): RowGroup[] => {
  const found: RowGroup[] = []
  order.forEach((row, at) => {
    const name = groups[row] ?? ''
    const last = found.at(-1)
    if (last?.name === name) last.count += 1
    else found.push({ name, place: at, count: 1 })
  })
  return found
}
