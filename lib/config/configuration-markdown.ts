import type { Setting } from './setting'
import { SETTINGS } from './settings'

const HEAD = `# Configuration

Every setting is an environment variable. A wrong value stops the start with a message that names it.
This page is written from \`lib/config/settings.ts\` by \`npm run docs\`.

| variable | default | unit | meaning |
| --- | --- | --- | --- |
`

/** docs/configuration.md. */
export const configurationMarkdown = (): string =>
  HEAD + Object.values<Setting<unknown>>(SETTINGS).map(row).join('\n') + '\n'

function row({ env, defaultText, unit, description }: Setting<unknown>): string {
  const byDefault = defaultText === null || defaultText === '' ? '–' : `\`${defaultText}\``
  const cells = [`\`${env}\``, byDefault, unit === '' ? '–' : unit, description]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
