'use client'

import { useRef, useState } from 'react'
import { copyOrSelect, type CopyState } from '@/components/ui/code-block'
import { CHECK_SOURCES, nextChecksOf, type NextCheck } from '@/lib/core/checklist/next-checks'
import type { Aspect, ResourceId } from '@/lib/core/checklist/types'

interface NextChecksProps {
  resource: ResourceId
  aspect: Aspect
  isOpen: boolean
}

/** What to run on the node; nothing here runs it. */
export const NextChecks = ({ resource, aspect, isOpen }: NextChecksProps) => {
  const checks = nextChecksOf(resource, aspect)
  if (checks.length === 0) return null
  return (
    <details className="next-checks" open={isOpen}>
      <summary>
        Look next on the node<span className="sr-only"> for {`${resource} ${aspect}`}</span>
      </summary>
      <ul>
        {checks.map((check) => (
          <CheckLine key={check.command} check={check} />
        ))}
      </ul>
    </details>
  )
}

const COPY_WORDS: Record<CopyState, string> = {
  idle: 'Copy',
  copied: 'Copied',
  selected: 'Press Ctrl C',
}

const CheckLine = ({ check: { command, look, source } }: { check: NextCheck }) => {
  const [state, setState] = useState<CopyState>('idle')
  const code = useRef<HTMLElement>(null)
  const { title, url } = CHECK_SOURCES[source]
  return (
    <li>
      <code ref={code}>{command}</code>
      <button
        type="button"
        className="button-quiet"
        onClick={() => {
          void copyOrSelect(command, code.current).then(setState, () => {
            setState('idle')
          })
        }}
        onBlur={() => {
          setState('idle')
        }}
      >
        {COPY_WORDS[state]}
        <span className="sr-only"> {command}</span>
      </button>
      <p>
        {look}{' '}
        {url === null ? null : (
          <a href={url} className="link" rel="noreferrer" target="_blank" title={title}>
            source<span className="sr-only">: {title}</span>
          </a>
        )}
      </p>
    </li>
  )
}
