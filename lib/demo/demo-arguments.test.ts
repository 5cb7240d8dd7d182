import { describe, expect, it } from 'vitest'
import { parseDemoArguments } from './demo-arguments'

describe('parseDemoArguments', () => {
  it('reads a scenario with its options, and leaves to the scenario what is not said', () => {
    const url = 'http://127.0.0.1:3001'
    expect(parseDemoArguments(['memory-pressure', '--nodes', '300', '--seed', '7', '--url', url])).toEqual({
      command: 'load',
      scenario: 'memory-pressure',
      nodes: 300,
      days: null,
      seed: 7,
      url,
      isElsewhere: true,
      isForProgram: false,
    })
  })

  it('says how it is used when nothing is asked for', () => {
    expect(parseDemoArguments([])).toEqual({ command: 'help' })
    expect(parseDemoArguments(['--help'])).toEqual({ command: 'help' })
  })

  it('clears only when nothing else is said', () => {
    expect(parseDemoArguments(['clear'])).toEqual({ command: 'clear' })
    expect(() => parseDemoArguments(['clear', '--nodes', '3'])).toThrow(/no scenario/)
  })

  it.each([
    [['coffee'], /coffee is no scenario/],
    [['memory-pressure', '--nodes', '0'], /--nodes must be a whole number from 1/],
    [['memory-pressure', '--days', '3.5'], /--days must be a whole number/],
    [['memory-pressure', '--days'], /--days must be a whole number/],
    [['memory-pressure', '--url', 'here'], /--url must be an address/],
    [['memory-pressure', '--fast', '1'], /--fast is no option/],
  ])('refuses %j in words that help', (args, message) => {
    expect(() => parseDemoArguments(args)).toThrow(message)
  })
})
