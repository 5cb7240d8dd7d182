/** A letter of its own for each page: the first of its title that no page before it has. */
export const pageLetters = (titles: readonly string[]): string[] => {
  const taken = new Set<string>()
  return titles.map((title) => {
    const letters = title.toLowerCase().replace(/[^a-z]/g, '')
    const letter = [...letters, ...'abcdefghijklmnopqrstuvwxyz'].find((candidate) => !taken.has(candidate))
    taken.add(letter ?? '')
    return letter ?? ''
  })
}
