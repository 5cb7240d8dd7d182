/** The name in a Host header or setting, without port, brackets' case and trailing dot; null if it is not one. */
export function hostNameOf(host: string): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.exec(host.trim())
  return match?.[1] === undefined ? null : match[1].toLowerCase().replace(/\.$/, '')
}

export const isLoopbackName = (name: string): boolean =>
  name === 'localhost' || name === '[::1]' || name === '::1' || /^127(?:\.\d{1,3}){3}$/.test(name)

/** The address of a peer, which Node writes as `::ffff:127.0.0.1` on a dual-stack socket. */
export const isLoopbackAddress = (address: string | undefined): boolean =>
  address !== undefined && isLoopbackName(address.replace(/^::ffff:/, ''))
