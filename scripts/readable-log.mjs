import { createInterface } from 'node:readline'

const HIDDEN = new Set(['level', 'time', 'msg', 'err', 'pid', 'hostname'])
const CLOCK = [11, 19]

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

export const printReadable = (stream) =>
  createInterface({ input: stream }).on('line', (line) => process.stdout.write(`${toReadableLine(line)}\n`))

function parse(line) {
  try {
    const entry = JSON.parse(line)
    return typeof entry === 'object' && entry !== null && 'level' in entry ? entry : null
  } catch {
    return null
  }
}
