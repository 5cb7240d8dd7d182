import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { downloadName } from './download-name'

describe('the name of a file', () => {
  it('is plain whatever a node is called', () => {
    fc.assert(
      fc.property(fc.string(), (title) => {
        expect(downloadName(title, 'csv')).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]*\.csv$/)
      }),
    )
    expect(downloadName('../web 1: CPU', 'png')).toBe('web-1-CPU.png')
  })
})
