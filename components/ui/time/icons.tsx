const PATHS = {
  back: 'M10 3 5 8l5 5',
  forward: 'M6 3l5 5-5 5',
  zoomOut: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9M10.2 10.2 14 14M5 7h4',
  pause: 'M5.5 3v10M10.5 3v10',
  play: 'M5 3l7 5-7 5Z',
  open: 'M4 6l4 4 4-4',
} as const

export const Icon = ({ name }: { name: keyof typeof PATHS }) => (
  <svg viewBox="0 0 16 16" width="14" height="14" className="icon" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
)
