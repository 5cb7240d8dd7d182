import { describe, expect, it } from 'vitest'
import { isLoopback, prepareSnippets } from './prepare-snippets'

const codeOf = (origin: string, id: string): string =>
  prepareSnippets(origin).find((snippet) => snippet.id === id)?.code ?? ''

describe('set-up snippets', () => {
  it('connect Prometheus in four lines, with the address of this page', () => {
    const lines = codeOf('https://use.example.org', 'prometheus').split('\n')
    expect(lines).toHaveLength(4)
    expect(lines[1]).toBe('  - url: https://use.example.org/api/v1/write')
  })

  it('connect the OpenTelemetry Collector by the address without a path', () => {
    expect(codeOf('https://use.example.org', 'opentelemetry')).toContain(
      'endpoint: https://use.example.org\n',
    )
  })

  it('ask for a token only where one is needed', () => {
    expect(codeOf('http://127.0.0.1:3000', 'curl')).not.toContain('Bearer')
    expect(codeOf('http://127.0.0.1:3000', 'collector')).not.toContain('TOKEN')
    expect(codeOf('http://127.0.0.1:3000', 'opentelemetry')).not.toContain('Bearer')
    expect(codeOf('http://10.0.0.5:3000', 'opentelemetry')).toContain('Authorization: Bearer TOKEN')
    expect(codeOf('http://10.0.0.5:3000', 'curl')).toContain('Bearer TOKEN')
    expect(codeOf('http://10.0.0.5:3000', 'collector')).toContain('USESCOPE_TOKEN=TOKEN node agent.mjs')
  })

  it.each([
    ['http://localhost:3000', true],
    ['http://[::1]:3000', true],
    ['http://127.9.9.9', true],
    ['http://127.0.0.1.example.org', false],
    ['https://example.org', false],
  ])('know whether %s is this machine', (origin, expected) => {
    expect(isLoopback(origin)).toBe(expected)
  })
})
