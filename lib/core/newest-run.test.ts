import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newestRun } from './newest-run'

const runOf = (steps: string, pauseSteps: number) =>
  newestRun(steps.length, (step) => steps[step] === '#', pauseSteps)

describe('the newest run', () => {
  it('begins and ends with a step inside, and nothing newer is inside', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), fc.integer({ min: 1, max: 5 }), (steps, pauseSteps) => {
        const run = newestRun(steps.length, (step) => steps[step] === true, pauseSteps)
        if (run === null) {
          expect(steps).not.toContain(true)
          return
        }
        expect([steps[run.from], steps[run.to - 1]]).toEqual([true, true])
        expect(steps.slice(run.to)).not.toContain(true)
        expect(steps.slice(Math.max(0, run.from - pauseSteps), run.from)).not.toContain(true)
      }),
    )
  })

  it('goes on over a pause, and ends at a longer one', () => {
    expect(runOf('##..###.#..', 2)).toEqual({ from: 4, to: 9 })
    expect(runOf('##..###.#..', 3)).toEqual({ from: 0, to: 9 })
  })

  it('is none where no step is inside', () => {
    expect(runOf('....', 2)).toBeNull()
  })
})
