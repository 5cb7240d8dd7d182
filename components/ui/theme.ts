export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export const toTheme = (text: string | undefined): Theme => THEMES.find((theme) => theme === text) ?? 'system'

export const THEME_TITLES: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' }
