import { readFileSync } from 'node:fs'
import { cpus, totalmem, type, release } from 'node:os'

/** What it was measured on, for whoever compares figures. */
export function describeMachine(): string {
  const [first, ...others] = cpus()
  const gibibytes = Math.round(totalmem() / 1024 ** 3)
  const model = first?.model.trim() ?? 'unknown CPU'
  return `${1 + others.length} × ${model}, ${gibibytes} GiB, ${systemName()}, ${type()} ${release()}, Node ${process.version}`
}

function systemName(): string {
  try {
    return /^PRETTY_NAME="(.+)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? type()
  } catch {
    return type()
  }
}
