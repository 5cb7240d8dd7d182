import { parseFaultArguments, USAGE, UsageError, type FaultArguments } from './arguments'
import { FAULTS } from './faults'
import { runFault } from './run-fault'
import { faultText, isGood, summaryText } from './table'
import type { FaultResult } from './fault'

const BOUND_MS = 15 * 60_000

const say = (words: string) => process.stdout.write(`${words}\n`)

/** Makes the faults one after the other and answers whether every promise held. */
async function makeFaults({ only, kills, seed }: FaultArguments): Promise<boolean> {
  const faults = FAULTS.filter(({ name }) => only.length === 0 || only.includes(name))
  const chosen = seed ?? Date.now() % 2 ** 31
  say(`faults: seed ${String(chosen)}, ${String(kills)} kills each`)
  const ending = new AbortController()
  const bound = setTimeout(() => ending.abort(new Error('the 15 minutes are over')), BOUND_MS)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => ending.abort(new Error(`ended by ${signal}`)))
  const results: FaultResult[] = []
  for (const fault of faults) {
    if (ending.signal.aborted) break
    const result = await runFault(fault, { seed: chosen, kills, signal: ending.signal })
    results.push(result)
    say(`\n${faultText(result)}`)
  }
  clearTimeout(bound)
  say(`\n${summaryText(results)}`)
  const left = faults.slice(results.length).map(({ name }) => name)
  if (left.length > 0) say(`not made: ${left.join(', ')}`)
  return left.length === 0 && results.every(isGood)
}

async function main(): Promise<number> {
  try {
    const options = parseFaultArguments(
      process.argv.slice(2),
      FAULTS.map(({ name }) => name),
    )
    if (options.list) {
      for (const { name, done } of FAULTS) say(`${name.padEnd(20)} ${done}`)
      return 0
    }
    return (await makeFaults(options)) ? 0 : 1
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    say(`${error.message}\n\n${USAGE}`)
    return 2
  }
}

process.exit(await main())
