import { spawn } from 'node:child_process'
import path from 'node:path'
import { advise } from './advice.mjs'
import { ROOT } from './root.mjs'

const FIRST_LINES = 15
const LAST_LINES = 25

/** Whatever tool is run: no telemetry, no update notices, colours only on a terminal, and `node` is the Node that runs this script. */
export const toolEnvironment = () => ({
  ...process.env,
  PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ''}`,
  NEXT_TELEMETRY_DISABLED: '1',
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
  npm_config_update_notifier: 'false',
  ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
})

/** Runs a program to its end and returns what it wrote; its words are shown only when it fails. */
export async function run(file, args, { env = {}, advice, signal, cwd = ROOT } = {}) {
  const { code, output } = await runAnyway(file, args, { env, signal, cwd })
  if (code === 0) return output
  throw advise(`\`${path.basename(file)} ${args.join(' ')}\` failed (${code}):\n${excerpt(output)}`, advice)
}

/** The cause stands at the beginning for some tools, at the end for others. */
function excerpt(output) {
  const lines = output.trim().split('\n')
  if (lines.length <= FIRST_LINES + LAST_LINES) return lines.join('\n')
  return [...lines.slice(0, FIRST_LINES), '…', ...lines.slice(-LAST_LINES)].join('\n')
}

/** As `run`, for those who judge the exit code themselves; `show` lets the words through as they come. */
export function runAnyway(file, args, { env = {}, signal, cwd = ROOT, show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd,
      signal,
      env: { ...toolEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const chunks = []
    const keep = (target) => (chunk) => {
      chunks.push(chunk)
      if (show) target.write(chunk)
    }
    child.stdout.on('data', keep(process.stdout))
    child.stderr.on('data', keep(process.stderr))
    const output = () => Buffer.concat(chunks).toString('utf8')
    child.once('error', (error) =>
      resolve({ code: error.code ?? 'error', output: `${output()}${error.message}` }),
    )
    child.once('close', (code, killedBy) => resolve({ code: code ?? killedBy, output: output() }))
  })
}

export const runNode = (args, options) => run(process.execPath, args, options)
