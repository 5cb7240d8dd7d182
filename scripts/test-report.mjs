import { say, step, stepBeside } from './steps.mjs'

const LAST_LINES = 400

/** Runs everything to the end, keeps what each step found, and sums up plainly. */
export function openReport() {
  const found = []
  const checkWith = async (run, title, work) => {
    const result = await run(title, async () => {
      const outcome = await work()
      return { ...outcome, said: describe(outcome) }
    })
    found.push({ title, ...result })
  }
  return {
    /** A step of the preparation: without it nothing further can be run. */
    prepare: (title, work) => step(title, work),
    check: (title, work) => checkWith(step, title, work),
    /** Several lanes side by side, each a list of checks one after the other. */
    checkBeside: (lanes) =>
      Promise.all(
        lanes.map(async (lane) => {
          for (const { title, work } of lane) await checkWith(stepBeside, title, work)
        }),
      ),
    skip(title, reason) {
      found.push({ title, isGood: true, skipped: 1 })
      say(`  ${title}: skipped, ${reason}`)
    },
    close: ({ skipIsFailure }) => summarise(found, skipIsFailure),
  }
}

function describe({ isGood, passed, failed, skipped }) {
  if (passed === undefined) return isGood ? 'good' : 'failed'
  const counts = `${passed} passed, ${failed} failed`
  return skipped > 0 ? `${counts}, ${skipped} skipped` : counts
}

function summarise(found, skipIsFailure) {
  for (const { title, isGood, output } of found) {
    if (isGood) continue
    say(`\n── ${title} ${'─'.repeat(60)}`)
    say(output.trim().split('\n').slice(-LAST_LINES).join('\n'))
  }
  const sum = (count) => found.reduce((total, result) => total + count(result), 0)
  const passed = sum((result) => result.passed ?? (result.isGood && !result.skipped ? 1 : 0))
  const skipped = sum((result) => result.skipped ?? 0)
  const failed = sum((result) => result.failed ?? (result.isGood ? 0 : 1))
  say(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  if (skipped > 0 && skipIsFailure) say('Where CI is set, nothing may be skipped.')
  return failed === 0 && !(skipped > 0 && skipIsFailure)
}
