const beginOf = (section: string) => `<!-- measured: ${section} -->`
const END = '<!-- end of measured -->'

/** The page with what stood between the section's markers replaced; the prose around them is written by hand. */
export function replaceMeasured(page: string, section: string, measured: string): string {
  const begin = page.indexOf(beginOf(section))
  const end = page.indexOf(END, begin)
  if (begin < 0 || end < 0) throw new Error(`the page has no place for ${section}`)
  return `${page.slice(0, begin)}${beginOf(section)}\n\n${measured}\n\n${page.slice(end)}`
}
