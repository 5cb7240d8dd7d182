import { expect, test } from 'vitest'
import { OptionError } from './option-error'
import { parseOptions } from './options'

const parse = (args: string[], env: Record<string, string> = {}) =>
  parseOptions(args, env, { isRoot: false, home: '/home/ada' })

test('without options it measures this machine for a server on it', () => {
  expect(parse([])).toEqual({
    serverUrl: new URL('http://127.0.0.1:3000'),
    intervalMs: 10_000,
    nodeName: null,
    cluster: null,
    labels: {},
    tokenFile: null,
    roots: { proc: '/proc', sys: '/sys', etc: '/etc', lib: '/lib', var: '/var' },
    filesystemPrefix: '',
    bufferFolder: '/home/ada/.local/state/usescope-agent',
    bufferBytes: 256 * 1024 * 1024,
    probeAddress: null,
    probePeersFile: null,
    probeDegree: 3,
    isProbingNetwork: false,
    isOnce: false,
    isPrinting: false,
    isHelp: false,
  })
})

test('labels may hold equal signs and come several times', () => {
  expect(parse(['--label', 'role=db', '--label', 'zone=a=b']).labels).toEqual({ role: 'db', zone: 'a=b' })
})

test('the mounts and logs of a foreign /proc are read only where they can be reached', () => {
  expect(parse(['--root-proc', '/host/proc'])).toMatchObject({
    filesystemPrefix: null,
    roots: { lib: null, var: null },
  })
  expect(parse(['--root-proc', '/host/proc', '--root-fs', '/host'])).toMatchObject({
    filesystemPrefix: '/host',
    roots: { lib: '/host/lib', var: '/host/var' },
  })
})

test.each([
  ['systemd', { STATE_DIRECTORY: '/var/lib/private/agent', XDG_STATE_HOME: '/x' }, '/var/lib/private/agent'],
  ['XDG', { XDG_STATE_HOME: '/x' }, '/x/usescope-agent'],
  ['nobody', {}, '/home/ada/.local/state/usescope-agent'],
] as const)('the buffer lies where %s says', (_, env, expected) => {
  expect(parse([], env).bufferFolder).toBe(expected)
})

test.each([
  [['--url', 'localhost:3000'], '--url'],
  [['--url', 'ftp://a'], '--url'],
  [['--interval', '0'], '--interval'],
  [['--interval', 'ten'], '--interval'],
  [['--label', 'role'], '--label'],
  [['--buffer-mib', '-1'], '--buffer-mib'],
  [['--nod', 'x'], '--nod'],
  [['stray'], 'stray'],
])('%j is refused by name', (args, named) => {
  expect(() => parse(args)).toThrow(OptionError)
  expect(() => parse(args)).toThrow(named)
})

test('where a node can be reached is a host and a port', () => {
  expect(parse(['--probe', '[::1]:22']).probeAddress).toBe('[::1]:22')
  expect(parse([], { USESCOPE_PROBE: 'db-1:22' }).probeAddress).toBe('db-1:22')
  for (const wrong of ['22', 'db-1', 'db-1:0', 'db-1:99999', 'http://db-1:22', 'a b:22'])
    expect(() => parse(['--probe', wrong])).toThrow(OptionError)
})
