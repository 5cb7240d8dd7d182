import { linesOf } from './lines'

/** One line of a crontab that runs something. */
export interface CronEntry {
  /** The five fields or a word such as `@daily`. */
  when: string
  /** Null in a user's own crontab. */
  user: string | null
  command: string
  /** Of CRON_TZ; null for the machine's own. */
  zone: string | null
}

const SETTING = /^\s*([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/
const WITH_FIELDS = /^\s*((?:\S+\s+){4}\S+)\s+(.*)$/
const WITH_WORD = /^\s*(@[a-z]+)\s+(.*)$/

const unquoted = (text: string): string => /^(["'])(.*)\1$/.exec(text)?.[2] ?? text

/** crontab(5); a `%` ends the command, what follows is its input. */
export const parseCrontab = (text: string, hasUsers: boolean): CronEntry[] => {
  let zone: string | null = null
  return linesOf(text).flatMap((line): CronEntry[] => {
    if (/^\s*(#|$)/.test(line)) return []
    const [, name, value = ''] = SETTING.exec(line) ?? []
    if (name !== undefined) {
      if (name === 'CRON_TZ') zone = unquoted(value)
      return []
    }
    const [, when, rest = ''] = WITH_WORD.exec(line) ?? WITH_FIELDS.exec(line) ?? []
    const [, user = null, command = ''] = hasUsers ? (/^(\S+)\s+(.*)$/.exec(rest) ?? []) : ['', null, rest]
    if (when === undefined || command === '') return []
    const plain = command.split(/(?<!\\)%/)[0]?.trim() ?? ''
    return [{ when: when.replace(/\s+/g, ' '), user, command: plain, zone }]
  })
}
