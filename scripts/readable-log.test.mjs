import { expect, it } from 'vitest'
import { toReadableLine } from './readable-log.mjs'

it('a structured line is shown as time, level, words and values', () => {
  const line = JSON.stringify({
    level: 'info',
    time: '2026-11-21T06:07:08.123Z',
    msg: 'listening',
    port: 3000,
    on: 'a',
  })
  expect(toReadableLine(line)).toBe('06:07:08 info  listening port=3000 on=a')
})

it('an error is shown with its trace', () => {
  const line = JSON.stringify({
    level: 'error',
    time: '2026-11-21T06:07:08.123Z',
    msg: 'no',
    err: { stack: 'Error: x\n at y' },
  })
  expect(toReadableLine(line)).toBe('06:07:08 error no\nError: x\n at y')
})

it.each(['plain words', '{"a":1}', '42', 'null', '{broken'])('anything else stays as it is: %s', (line) => {
  expect(toReadableLine(line)).toBe(line)
})
