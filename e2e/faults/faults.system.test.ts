import { expect, test } from 'vitest'
import { badInput } from './bad-input'
import { bombs } from './bombs'
import { killPostgres } from './kill-postgres'
import { runFault } from './run-fault'

/** A taste of `npm run faults`, which makes all of them, and each of them often. */
test.each([badInput, bombs, killPostgres])('what is promised for $name holds', async (fault) => {
  const { findings, skipped } = await runFault(fault, {
    seed: 1,
    kills: 2,
    signal: new AbortController().signal,
  })
  expect(findings.filter(({ held }) => !held)).toEqual([])
  expect(findings.length > 0 || skipped !== null).toBe(true)
})
