import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { DemoAnswer } from '../contract/demo'
import { logger } from '../telemetry/logger'

export interface DemoSettings {
  /** The program that loads and removes made-up fleets. */
  file: string
  /** Where it sends to: this server. */
  url: string
  databaseUrl: string
}

const SCENARIO = 'unattended-upgrades'
const NODES = 40
const DAYS = 7
const LONGEST_PROBLEM = 300

const progressLine = z.object({ stage: z.enum(['sending', 'rolling']), part: z.number() })

type Work = NonNullable<DemoAnswer['work']>

/** Runs the program beside the server, which has senders to answer, one work at a time. */
export class DemoProgram {
  private child: ChildProcess | null = null
  private work: Work | null = null
  private problem: string | null = null

  constructor(private readonly settings: DemoSettings) {}

  get state(): Pick<DemoAnswer, 'work' | 'problem'> {
    return { work: this.work, problem: this.problem }
  }

  load(): void {
    const size = ['--nodes', String(NODES), '--days', String(DAYS)]
    this.run('loading', [SCENARIO, ...size, '--here', this.settings.url, '--for-program'])
  }

  remove(): void {
    this.run('removing', ['clear'])
  }

  stop(): void {
    this.child?.kill('SIGTERM')
  }

  /** What is asked for while something is done changes nothing. */
  private run(kind: Work['kind'], args: readonly string[]): void {
    if (this.child !== null) return
    const env = { ...process.env, DATABASE_URL: this.settings.databaseUrl }
    const child = spawn(process.execPath, [this.settings.file, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child = child
    this.problem = null
    this.work = { kind, stage: 'sending', part: 0, nodes: NODES }
    createInterface({ input: child.stdout }).on('line', (line) => this.hear(line))
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString('utf8')}`.slice(-4000)))
    child.once('error', (error) => this.end(error.message))
    child.once('close', (code) => this.end(code === 0 ? null : said.trim()))
  }

  private hear(line: string): void {
    const parsed = line.startsWith('{') ? progressLine.safeParse(JSON.parse(line)) : null
    if (parsed?.success === true && this.work !== null) this.work = { ...this.work, ...parsed.data }
  }

  private end(problem: string | null): void {
    if (problem !== null) logger.error({ problem }, 'the demonstration fleet failed')
    this.child = null
    this.work = null
    this.problem = problem === null ? null : problem.slice(0, LONGEST_PROBLEM)
  }
}

const KEY = Symbol.for('usescope.demo')
const holder: typeof globalThis & { [KEY]?: DemoProgram | undefined } = globalThis

/** The one program of this process, which the server opens and Next uses. */
export const openDemo = (settings: DemoSettings): { stop: () => void } => {
  const program = new DemoProgram(settings)
  holder[KEY] = program
  return {
    stop: () => {
      if (holder[KEY] === program) holder[KEY] = undefined
      program.stop()
    },
  }
}

/** Null where demonstrations are switched off. */
export const demoProgram = (): DemoProgram | null => holder[KEY] ?? null
