import { describe, expect, it } from 'vitest'
import { CHECKLIST } from './checklist'
import { nextChecksOf } from './next-checks'
import { ASPECTS } from './types'

const cells = CHECKLIST.flatMap(({ id, aspects }) =>
  ASPECTS.filter((aspect) => aspects[aspect].headline !== null).map((aspect) => ({ id, aspect })),
)

describe('the next checks', () => {
  it.each(cells)('name a command for $id $aspect, which can be bad', ({ id, aspect }) => {
    expect(nextChecksOf(id, aspect).length).toBeGreaterThan(0)
  })

  it('only look: none writes a file, stops a process or changes a setting', () => {
    const commands = cells.flatMap(({ id, aspect }) => nextChecksOf(id, aspect).map(({ command }) => command))
    for (const command of commands)
      expect(command).not.toMatch(/>|(^|[|&;] *)(rm|kill|tee|dd|sudo) |sysctl -w/)
  })

  it('are each one line, and no cell has the same one twice', () => {
    for (const { id, aspect } of cells) {
      const commands = nextChecksOf(id, aspect).map(({ command }) => command)
      expect(new Set(commands).size).toBe(commands.length)
      for (const command of commands) expect(command).not.toContain('\n')
    }
  })
})
