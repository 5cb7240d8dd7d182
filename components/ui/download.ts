'use client'

/** Hands a file to the person's browser, which keeps it where it keeps all downloads. */
export const downloadBlob = (name: string, blob: Blob): void => {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

export const downloadText = (name: string, type: string, text: string): void => {
  downloadBlob(name, new Blob([text], { type: `${type};charset=utf-8` }))
}
