export const linesOf = (text: string): string[] => text.split('\n')

export const wordsOf = (line: string): string[] => {
  const trimmed = line.trim()
  return trimmed === '' ? [] : trimmed.split(/\s+/)
}
