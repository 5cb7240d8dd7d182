import { expect, it } from 'vitest'
import { InvalidConfigError, loadConfig, logLevelOf } from './config'

const DATABASE_URL = 'postgresql://app:secret@127.0.0.1:5432/app'

it('without settings everything but the database has its default', () => {
  const config = loadConfig({ DATABASE_URL })
  expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', databaseUrl: DATABASE_URL, stripPort: true })
  expect(config.nodeLabels).toEqual(['instance', 'node', 'host.name', 'nodename'])
  expect(config.allowedHosts).toEqual([])
})

it('an empty variable is the same as none', () => {
  expect(loadConfig({ DATABASE_URL, PORT: '', USESCOPE_NODE_LABELS: '' })).toEqual(
    loadConfig({ DATABASE_URL }),
  )
})

it('values are read by their type', () => {
  const config = loadConfig({
    DATABASE_URL,
    PORT: '8080',
    USESCOPE_STRIP_PORT: 'No',
    USESCOPE_ALLOWED_HOSTS: 'use.example.org, wall.example.org,',
    USESCOPE_LOG_LEVEL: 'debug',
  })
  expect(config).toMatchObject({ port: 8080, stripPort: false, logLevel: 'debug' })
  expect(config.allowedHosts).toEqual(['use.example.org', 'wall.example.org'])
})

it('every wrong value is named, with what would be right', () => {
  const wrong = {
    PORT: '80a',
    USESCOPE_STRIP_PORT: 'maybe',
    USESCOPE_LOG_LEVEL: 'loud',
    DATABASE_URL: 'mysql://x',
  }
  const load = () => loadConfig(wrong)
  expect(load).toThrow(InvalidConfigError)
  expect(load).toThrow('PORT=80a: must be a whole number from 1 to 65535 (default: 3000)')
  expect(load).toThrow('USESCOPE_STRIP_PORT=maybe: must be true or false')
  expect(load).toThrow('USESCOPE_LOG_LEVEL=loud: must be one of trace, debug')
  expect(load).toThrow('DATABASE_URL: must look like postgresql://')
})

it('the password in a wrong database URL is not shown', () => {
  expect(() => loadConfig({ DATABASE_URL: 'pg://app:secret@db/app' })).toThrow(/^(?!.*secret)/s)
})

it('a missing database is named', () => {
  expect(() => loadConfig({})).toThrow('DATABASE_URL is not set')
})

it.each(['0', '65536', '-1', '1.5', '1e3', ' 80', '9'.repeat(16)])('port %j is refused', (PORT) => {
  expect(() => loadConfig({ DATABASE_URL, PORT })).toThrow('PORT=')
})

it('a logger can be made before the configuration is known to be right', () => {
  expect(logLevelOf({ USESCOPE_LOG_LEVEL: 'warn' })).toBe('warn')
  expect(logLevelOf({ USESCOPE_LOG_LEVEL: 'loud' })).toBe('info')
})
