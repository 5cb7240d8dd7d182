import { createInterface } from 'node:readline'

const HIDDEN = new Set(['level', 'time', 'msg', 'err', 'pid', 'hostname'])
const CLOCK = [11, 19]
/** Said by the server to whoever started it. */
const READY_EVENT = '{"event":"ready"'

/** Structured log lines as a person reads them; what is not one is shown as it is. */
export function toReadableLine(line) {
  const entry = parse(line)
  if (entry === null) return line
  const rest = Object.entries(entry)
    .filter(([name]) => !HIDDEN.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  const head = `${String(entry.time).slice(...CLOCK)} ${String(entry.level).padEnd(5)} ${entry.msg ?? ''}`
  const trace = entry.err?.stack ?? entry.err?.message
  return [head, ...rest].join(' ').trimEnd() + (trace ? `\n${trace}` : '')
}

/** Prints lines as they come, or holds them back until released, so that they do not cut through a step. */
export function openLog(stream, { readable }) {
  let held = []
  const print = (line) => process.stdout.write(`${readable ? toReadableLine(line) : line}\n`)
  createInterface({ input: stream }).on('line', (line) => {
    if (line.startsWith(READY_EVENT)) return
    if (held === null) print(line)
    else held.push(line)
  })
  return {
    release() {
      const lines = held ?? []
      held = null
      lines.forEach(print)
    },
  }
}

function parse(line) {
  try {
    const entry = JSON.parse(line)
    return typeof entry === 'object' && entry !== null && 'level' in entry ? entry : null
  } catch {
    return null
  }
}
