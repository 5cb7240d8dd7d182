const MOST_CHARACTERS = 120

/** A file name that every system takes, whatever a node is called. */
export const downloadName = (title: string, extension: string): string => {
  const plain = title
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, MOST_CHARACTERS)
  return `${plain === '' ? 'usescope' : plain}.${extension}`
}
