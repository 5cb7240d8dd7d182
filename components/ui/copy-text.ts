/** False where the browser gives this page no clipboard: on plain http from another machine, or when it is refused. */
export const copyText = async (text: string): Promise<boolean> => {
  if (!window.isSecureContext) return false
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  )
}
