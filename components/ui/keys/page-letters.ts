interface TitledPage {
  title: string
  /** The one it has whatever others are called. */
  letter?: string
}

/** A letter of its own for each page: the one it asks for, or the first of its title that no page has. */
export const pageLetters = (pages: readonly TitledPage[]): string[] => {
  const taken = new Set(pages.map(({ letter }) => letter))
  return pages.map(({ title, letter }) => {
    if (letter !== undefined) return letter
    const letters = title.toLowerCase().replace(/[^a-z]/g, '')
    const free =
      [...letters, ...'abcdefghijklmnopqrstuvwxyz'].find((candidate) => !taken.has(candidate)) ?? ''
    taken.add(free)
    return free
  })
}
