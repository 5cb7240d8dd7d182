import type { z } from 'zod'
import type { Setting } from './setting'
import { SETTINGS } from './settings'

export type SettingName = keyof typeof SETTINGS

export type Config = {
  readonly [Name in SettingName]: z.output<(typeof SETTINGS)[Name]['schema']>
}

export type Environment = Readonly<Record<string, string | undefined>>

/** The start must stop, and its message names every wrong value. */
export class InvalidConfigError extends Error {
  override readonly name = 'InvalidConfigError'
}

export function loadConfig(env: Environment): Config {
  const problems: string[] = []
  const read = <Name extends SettingName>(name: Name) => {
    const parsed = readSetting(name, env)
    if (!parsed.success) problems.push(parsed.problem)
    return [name, parsed.success ? parsed.value : undefined] as const
  }
  const entries = settingNames().map(read)
  if (problems.length > 0) throw new InvalidConfigError(problems.join('\n'))
  return asConfig(Object.fromEntries(entries))
}

/** A logger is needed to report a wrong setting, so its level alone falls back to the default. */
export function logLevelOf(env: Environment): Config['logLevel'] {
  const parsed = readSetting('logLevel', env)
  return parsed.success ? parsed.value : 'info'
}

export const settingNames = (): SettingName[] => Object.keys(SETTINGS).filter(isSettingName)

const isSettingName = (name: string): name is SettingName => Object.hasOwn(SETTINGS, name)

type Parsed<Value> = { success: true; value: Value } | { success: false; problem: string }

function readSetting<Name extends SettingName>(name: Name, env: Environment): Parsed<Config[Name]> {
  const setting: Setting<unknown> = SETTINGS[name]
  const written = env[setting.env]
  const text = written === undefined || written === '' ? setting.defaultText : written
  if (text === null) return { success: false, problem: `${setting.env} is not set: ${setting.description}` }
  const parsed = setting.schema.safeParse(text)
  if (!parsed.success) return { success: false, problem: problemOf(setting, text, parsed.error) }
  return { success: true, value: asValue<Name>(parsed.data) }
}

function problemOf(setting: Setting<unknown>, text: string, error: z.ZodError): string {
  const reason = error.issues[0]?.message ?? 'is not valid'
  const advice = setting.defaultText === null ? '' : ` (default: ${setting.defaultText || 'empty'})`
  const shown = setting.env === 'DATABASE_URL' ? '' : `=${text}`
  return `${setting.env}${shown}: ${reason}${advice}`
}

/** Holds because every name was read with its own schema and no problem was found. */
const asConfig = (values: Record<string, unknown>): Config => values as Config

/** Holds because `SETTINGS[name].schema` made the value. */
const asValue = <Name extends SettingName>(value: unknown): Config[Name] => value as Config[Name]
