'use client'

import { THEME_TITLES, THEMES, toTheme, type Theme } from './theme'
import { keepTheme, useTheme } from './theme-store'

export const ThemeSwitch = ({ initial }: { initial: Theme }) => (
  <label className="flex items-center gap-2 text-xs text-muted">
    <span className="max-lg:sr-only">Theme</span>
    <select
      value={useTheme(initial)}
      onChange={(event) => {
        keepTheme(toTheme(event.target.value))
      }}
      className="control"
    >
      {THEMES.map((name) => (
        <option key={name} value={name}>
          {THEME_TITLES[name]}
        </option>
      ))}
    </select>
  </label>
)
