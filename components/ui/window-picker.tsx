'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useCallback, useId, useRef, useState } from 'react'
import { useDismiss } from './dismiss'
import { explainHref } from './explain-href'
import { useNowMs } from './now'
import { describeWindow } from './prepare-window'
import { Icon } from './time/icons'
import { isLive } from './time/shift-window'
import { useShownNowMs } from './time/shown-moment'
import { useWindowActions } from './time/window-actions'
import { WindowPanel } from './time/window-panel'
import { useView } from './view'

/** One button says which window is shown and opens all that it can be; beside it what takes one press. */
export const WindowPicker = () => {
  const [view] = useView()
  const [isOpen, setOpen] = useState(false)
  const picker = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const panelId = useId()
  const close = useCallback((by: 'escape' | 'press' | 'choice') => {
    setOpen(false)
    if (by !== 'press') button.current?.focus()
  }, [])
  useDismiss(picker, isOpen, close)
  const browserNowMs = useNowMs()
  const label = describeWindow(view, view.zone, useShownNowMs() ?? browserNowMs)
  return (
    <div ref={picker} className="time-picker" data-live={isLive(view)}>
      <div role="group" aria-label="Window" className="segments">
        <ShiftButton direction={-1} />
        <button
          ref={button}
          type="button"
          className="time-button"
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          aria-controls={panelId}
          title={label.range}
          onClick={() => {
            setOpen(!isOpen)
          }}
        >
          <span className="time-title">{label.title}</span>
          <span className="time-range">{label.range}</span>
          <Icon name="open" />
        </button>
        <ShiftButton direction={1} />
        <ZoomOutButton />
        <LiveButton />
        <ExplainLink />
      </div>
      <p className="time-below">{label.range}</p>
      <div id={panelId} hidden={!isOpen} role="dialog" aria-label="Choose the window" className="time-panel">
        {isOpen ? (
          <WindowPanel
            label={label}
            onDone={() => {
              close('choice')
            }}
          />
        ) : null}
      </div>
    </div>
  )
}

const ShiftButton = ({ direction }: { direction: -1 | 1 }) => {
  const [view] = useView()
  const { shift } = useWindowActions()
  const title = direction === -1 ? 'Back by one window' : 'Forward by one window'
  return (
    <button
      type="button"
      aria-label={title}
      title={title}
      disabled={direction === 1 && view.to === 'now'}
      onClick={() => {
        shift(direction)
      }}
    >
      <Icon name={direction === -1 ? 'back' : 'forward'} />
    </button>
  )
}

const ZoomOutButton = () => (
  <button
    type="button"
    aria-label="Zoom out to twice the window"
    title="Zoom out to twice the window"
    onClick={useWindowActions().zoomOut}
  >
    <Icon name="zoomOut" />
  </button>
)

const LiveButton = () => {
  const [view] = useView()
  const { pause, resume } = useWindowActions()
  return isLive(view) ? (
    <button type="button" className="live-button" title="Keep what is on screen" onClick={pause}>
      <Icon name="pause" />
      Pause
    </button>
  ) : (
    <button
      type="button"
      className="live-button"
      title="Back to now, with a window of the same length"
      onClick={resume}
    >
      <Icon name="play" />
      Live
    </button>
  )
}

/** What is different in this window: on every page but its own. */
const ExplainLink = () => {
  const [view] = useView()
  const path = usePathname()
  return path === '/explain' ? null : (
    <Link className="explain-link" href={explainHref(view, path)} title="Explain this window (x)">
      Explain
    </Link>
  )
}
