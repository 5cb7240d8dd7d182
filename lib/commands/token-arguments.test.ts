import { expect, it } from 'vitest'
import { parseTokenArguments } from './token-arguments'

it('reads create, list and revoke', () => {
  expect(parseTokenArguments(['create', 'fleet', '--series-cap', '5', '--node-cap=2'])).toEqual({
    command: 'create',
    name: 'fleet',
    seriesCap: 5,
    nodeCap: 2,
  })
  expect(parseTokenArguments(['list'])).toEqual({ command: 'list' })
  expect(parseTokenArguments(['revoke', 'fleet'])).toEqual({ command: 'revoke', name: 'fleet' })
})

it.each([
  [[]],
  [['create']],
  [['create', 'a b']],
  [['create', 'loopback']],
  [['create', 'a', '--series-cap', '0']],
  [['drop', 'x']],
  [['create', 'a', '--x']],
])('refuses %j and shows how it is used', (args) => {
  expect(() => parseTokenArguments(args)).toThrow(/npm run token -- create <name>/)
})
