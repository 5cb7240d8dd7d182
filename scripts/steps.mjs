const TITLE_WIDTH = 34
const MS_PER_SECOND = 1000

export const secondsSince = (startMs) => ((Date.now() - startMs) / MS_PER_SECOND).toFixed(1)

/** Prints what is being done, and once done the time it took and what the work has to say of itself. */
export async function step(title, work) {
  const startMs = Date.now()
  process.stdout.write(`  ${title.padEnd(TITLE_WIDTH)} `)
  try {
    const result = await work()
    const said = typeof result === 'string' ? result : result?.said
    process.stdout.write(`${secondsSince(startMs).padStart(6)} s  ${said ?? ''}`.trimEnd() + '\n')
    return result
  } catch (error) {
    process.stdout.write(`${secondsSince(startMs).padStart(6)} s  failed\n`)
    throw error
  }
}

/** What a step that takes its time waits for. */
export const note = (words) => process.stdout.write(`\n    ${words}\n${' '.repeat(TITLE_WIDTH + 3)}`)

export const say = (words) => process.stdout.write(`${words}\n`)
