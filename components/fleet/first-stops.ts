/** The name is stop 0; every reading that can hold a value is one more. */
export const firstStops = (cells: readonly { stops: number }[]): number[] => {
  let stop = 1
  return cells.map((cell) => {
    const first = stop
    stop += cell.stops
    return first
  })
}
