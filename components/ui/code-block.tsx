'use client'

import { useRef, useState } from 'react'

const SHOWN_MS = 2_500

export type CopyState = 'idle' | 'copied' | 'selected'

const TITLES: Record<CopyState, string> = {
  idle: 'Copy',
  copied: 'Copied',
  selected: 'Selected: press Ctrl C',
}

/** Browsers give pages no clipboard on plain http from another machine; then the text is selected instead. */
export const copyOrSelect = async (code: string, element: HTMLElement | null): Promise<CopyState> => {
  if (window.isSecureContext) {
    await navigator.clipboard.writeText(code)
    return 'copied'
  }
  if (element !== null) window.getSelection()?.selectAllChildren(element)
  return 'selected'
}

export const CodeBlock = ({ title, code }: { title: string; code: string }) => {
  const [state, setState] = useState<CopyState>('idle')
  const codeElement = useRef<HTMLElement>(null)
  const copy = async () => {
    setState(await copyOrSelect(code, codeElement.current).catch((): CopyState => 'idle'))
    setTimeout(() => {
      setState('idle')
    }, SHOWN_MS)
  }
  return (
    <figure className="code-block">
      <figcaption className="flex items-center justify-between gap-2 border-b border-line px-3 py-1 text-xs text-muted">
        {title}
        <button
          type="button"
          className="button-quiet"
          onClick={() => {
            void copy()
          }}
        >
          {TITLES[state]}
          <span className="sr-only"> {title}</span>
        </button>
      </figcaption>
      <pre tabIndex={0} aria-label={title}>
        <code ref={codeElement}>{code}</code>
      </pre>
    </figure>
  )
}
