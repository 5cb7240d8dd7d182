import { parseArgs } from 'node:util'
import { readProbeAddress } from '@/lib/core/outages/probe-address'
import type { Labels } from '@/lib/core/series'
import { OptionError } from './option-error'
import type { SystemRoots } from './system-files'

export interface AgentOptions {
  serverUrl: URL
  intervalMs: number
  /** Null = the machine's own name. */
  nodeName: string | null
  cluster: string | null
  labels: Labels
  tokenFile: string | null
  roots: SystemRoots
  /** Put before mount points; null where the mount points of a foreign /proc cannot be reached. */
  filesystemPrefix: string | null
  bufferFolder: string
  bufferBytes: number
  /** Where other nodes may reach this one: then the server says whom it probes. Null = neither. */
  probeAddress: string | null
  /** Null = no list of its own. */
  probePeersFile: string | null
  /** How many peers this machine probes, and by how many it is probed. */
  probeDegree: number
  isProbingNetwork: boolean
  isOnce: boolean
  isPrinting: boolean
  isHelp: boolean
}

const OPTIONS = {
  url: { type: 'string', default: 'http://127.0.0.1:3000' },
  interval: { type: 'string', default: '10' },
  node: { type: 'string' },
  cluster: { type: 'string' },
  label: { type: 'string', multiple: true, default: [] as string[] },
  'token-file': { type: 'string' },
  'root-proc': { type: 'string', default: '/proc' },
  'root-sys': { type: 'string', default: '/sys' },
  'root-etc': { type: 'string', default: '/etc' },
  'root-fs': { type: 'string' },
  'buffer-dir': { type: 'string' },
  'buffer-mib': { type: 'string', default: '256' },
  probe: { type: 'string' },
  'probe-peers': { type: 'string' },
  'probe-degree': { type: 'string', default: '3' },
  'probe-network': { type: 'boolean', default: false },
  once: { type: 'boolean', default: false },
  print: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

const toUrl = (text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new OptionError(`--url ${text} is no address; give one like http://127.0.0.1:3000`)
  }
  return url
}

const toProbeAddress = (text: string | undefined): string | null => {
  if (text === undefined || text === '') return null
  if (readProbeAddress(text) === null)
    throw new OptionError(`--probe ${text} must be host:port, where other nodes reach this one`)
  return text
}

const toNumberWithin = (name: string, text: string, least: number, most: number): number => {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN
  if (!(value >= least && value <= most)) {
    throw new OptionError(`--${name} ${text} must be a number from ${least} to ${most}`)
  }
  return value
}

const toLabels = (pairs: readonly string[]): Labels =>
  Object.fromEntries(
    pairs.map((pair) => {
      const [, name, value] = /^([a-zA-Z_][a-zA-Z0-9_.]*)=(.+)$/s.exec(pair) ?? []
      if (name === undefined || value === undefined) {
        throw new OptionError(`--label ${pair} must be name=value, for example --label role=db`)
      }
      return [name, value]
    }),
  )

type Environment = Readonly<Record<string, string | undefined>>

/** Who runs the agent. */
export interface AgentUser {
  isRoot: boolean
  home: string
}

const defaultBufferFolder = (env: Environment, user: AgentUser): string => {
  if (env.STATE_DIRECTORY !== undefined) return env.STATE_DIRECTORY.split(':')[0] ?? env.STATE_DIRECTORY
  if (user.isRoot) return '/var/lib/usescope-agent'
  return `${env.XDG_STATE_HOME ?? `${user.home}/.local/state`}/usescope-agent`
}

const readArguments = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values
  } catch (error) {
    throw new OptionError(error instanceof Error ? error.message : String(error))
  }
}

export const parseOptions = (args: readonly string[], env: Environment, user: AgentUser): AgentOptions => {
  const values = readArguments(args)
  const proc = values['root-proc']
  const prefix = values['root-fs'] ?? (proc === '/proc' ? '' : null)
  return {
    serverUrl: toUrl(values.url),
    intervalMs: toNumberWithin('interval', values.interval, 1, 3600) * 1000,
    nodeName: values.node ?? null,
    cluster: values.cluster ?? null,
    labels: toLabels(values.label),
    tokenFile: values['token-file'] ?? null,
    roots: {
      proc,
      sys: values['root-sys'],
      etc: values['root-etc'],
      lib: prefix === null ? null : `${prefix}/lib`,
      var: prefix === null ? null : `${prefix}/var`,
    },
    filesystemPrefix: prefix,
    bufferFolder: values['buffer-dir'] ?? defaultBufferFolder(env, user),
    bufferBytes: toNumberWithin('buffer-mib', values['buffer-mib'], 1, 1_000_000) * 1024 * 1024,
    probeAddress: toProbeAddress(values.probe ?? env.USESCOPE_PROBE),
    probePeersFile: values['probe-peers'] ?? null,
    probeDegree: Math.floor(toNumberWithin('probe-degree', values['probe-degree'], 1, 10)),
    isProbingNetwork: values['probe-network'],
    isOnce: values.once,
    isPrinting: values.print,
    isHelp: values.help,
  }
}
