/** Where a node says that it can be reached, as a fact of it. */
export const PROBE_ADDRESS = 'probe_address'

export interface ProbeAddress {
  host: string
  port: number
}

const ADDRESS = /^(?:\[(?<six>[0-9a-fA-F:]{2,45})\]|(?<host>[A-Za-z0-9._-]{1,253})):(?<port>\d{1,5})$/

/** `host:port`, where an IPv6 address stands in brackets; null for anything else. */
export const readProbeAddress = (text: string): ProbeAddress | null => {
  const { six, host = six, port } = ADDRESS.exec(text)?.groups ?? {}
  const number = Number(port)
  return host === undefined || !(number >= 1 && number <= 65_535) ? null : { host, port: number }
}
