'use client'

import { useEffect, useEffectEvent, useRef } from 'react'
import { matchKeys, type KeyBinding } from './match-keys'

interface KeyAction extends KeyBinding {
  run: () => void
}

const SEQUENCE_MS = 1_500
const FIELDS = 'input, textarea, select, [contenteditable]'

/** A field gets its letters, an open dialog its keys, and the browser whatever is held with Ctrl, Alt or Meta. */
const isMeantForAnother = (event: KeyboardEvent): boolean =>
  event.defaultPrevented ||
  event.isComposing ||
  event.repeat ||
  event.ctrlKey ||
  event.altKey ||
  event.metaKey ||
  (event.target instanceof Element && event.target.closest(FIELDS) !== null) ||
  document.querySelector('dialog[open]') !== null

const isPaletteKey = (event: KeyboardEvent): boolean =>
  event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey

/** Listens to the whole page. */
export const useKeys = (actions: readonly KeyAction[], onPalette: () => void): void => {
  const sequence = useRef<{ keys: readonly string[]; atMs: number }>({ keys: [], atMs: 0 })
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isPaletteKey(event)) {
      event.preventDefault()
      onPalette()
      return
    }
    if (isMeantForAnother(event) || event.key === 'Shift') return
    const { keys, atMs } = sequence.current
    const before = event.timeStamp - atMs < SEQUENCE_MS ? keys : []
    const { match, pressed } = matchKeys(before, event.key, actions)
    sequence.current = { keys: pressed, atMs: event.timeStamp }
    if (match.kind !== 'found') return
    event.preventDefault()
    match.binding.run()
  })
  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
    }
  }, [])
}
