'use client'

import { Modal } from '../modal'
import { COMMAND_GROUPS, type Command } from './commands'

interface KeyHelpProps {
  commands: readonly Command[]
  onClose: () => void
}

interface KeyRow {
  keys: readonly string[]
  title: string
}

/** Heard by the grid alone, where somebody stands in it. */
const IN_GRID: readonly KeyRow[] = [
  { keys: ['←', '↑', '→', '↓'], title: 'Move by a cell' },
  { keys: ['Home', 'End'], title: 'First and last cell of a row' },
  { keys: ['Page ↑', 'Page ↓'], title: 'Move by a screen of rows' },
  { keys: ['Enter'], title: 'Open the node at this resource, or the group' },
  { keys: ['s'], title: 'Sort by this cell' },
  { keys: ['m'], title: 'Show this metric of all nodes over time' },
  { keys: ['p'], title: 'Pin the node' },
  { keys: ['x'], title: 'Explain this window, the node first' },
  { keys: ['Shift F10'], title: 'More ways from this cell' },
]
const GRID = '[role="grid"]'

/** The browser's own. */
const EVERYWHERE: readonly KeyRow[] = [{ keys: ['Esc'], title: 'Close what is open' }]

export const KeyHelp = ({ commands, onClose }: KeyHelpProps) => (
  <Modal title="Keys" className="key-help" onClose={onClose}>
    <div className="flex items-center justify-between gap-4">
      <h2 className="text-lg font-semibold">Keys</h2>
      <button type="button" className="button-quiet" onClick={onClose}>
        Close
      </button>
    </div>
    <div className="key-groups">
      {COMMAND_GROUPS.map((group) => (
        <KeyGroup
          key={group}
          title={group}
          rows={commands.filter((command) => command.group === group && command.keys.length > 0)}
        />
      ))}
      <KeyGroup title="In the grid" rows={document.querySelector(GRID) === null ? [] : IN_GRID} />
      <KeyGroup title="Everywhere" rows={EVERYWHERE} />
    </div>
  </Modal>
)

interface KeyGroupProps {
  title: string
  rows: readonly KeyRow[]
}

const KeyGroup = ({ title, rows }: KeyGroupProps) =>
  rows.length === 0 ? null : (
    <section aria-label={title}>
      <h3 className="text-sm font-semibold text-muted">{title}</h3>
      <dl className="key-list">
        {rows.map((row) => (
          <div key={row.title}>
            <dt>{row.title}</dt>
            <dd>
              {row.keys.map((key, index) => (
                <kbd key={`${key} ${String(index)}`}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
