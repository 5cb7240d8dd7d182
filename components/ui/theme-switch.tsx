'use client'

import { useState } from 'react'
import { THEMES, toTheme, type Theme } from './theme'

const TITLES: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' }
const YEAR_SECONDS = 31_536_000

/** The server reads the cookie, so the first paint already has the right colours. */
const keepTheme = (theme: Theme) => {
  document.documentElement.dataset['theme'] = theme
  document.cookie = `theme=${theme}; path=/; max-age=${String(YEAR_SECONDS)}; samesite=lax`
}

export const ThemeSwitch = ({ initial }: { initial: Theme }) => {
  const [theme, setTheme] = useState(initial)
  return (
    <label className="flex items-center gap-2 text-xs text-muted">
      <span className="max-sm:sr-only">Theme</span>
      <select
        value={theme}
        onChange={(event) => {
          const chosen = toTheme(event.target.value)
          setTheme(chosen)
          keepTheme(chosen)
        }}
        className="control"
      >
        {THEMES.map((name) => (
          <option key={name} value={name}>
            {TITLES[name]}
          </option>
        ))}
      </select>
    </label>
  )
}
