const TITLE_WIDTH = 34
const MS_PER_SECOND = 1000

export const secondsSince = (startMs) => ((Date.now() - startMs) / MS_PER_SECOND).toFixed(1)

/** Prints what is being done, and once done the time it took and what the work has to say of itself. */
export function step(title, work) {
  process.stdout.write(beginning(title))
  return timed(work, (ending) => process.stdout.write(ending))
}

/** The same for work beside other work: one line, once it is done. */
export const stepBeside = (title, work) =>
  timed(work, (ending) => process.stdout.write(`${beginning(title)}${ending}`))

const beginning = (title) => `  ${title.padEnd(TITLE_WIDTH)} `

async function timed(work, tell) {
  const startMs = Date.now()
  try {
    const result = await work()
    const said = typeof result === 'string' ? result : result?.said
    tell(`${secondsSince(startMs).padStart(6)} s  ${said ?? ''}`.trimEnd() + '\n')
    return result
  } catch (error) {
    tell(`${secondsSince(startMs).padStart(6)} s  failed\n`)
    throw error
  }
}

/** What a step that takes its time waits for. */
export const note = (words) => process.stdout.write(`\n    ${words}\n${' '.repeat(TITLE_WIDTH + 3)}`)

export const say = (words) => process.stdout.write(`${words}\n`)
