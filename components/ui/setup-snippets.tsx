'use client'

import { useSyncExternalStore } from 'react'
import { CodeBlock } from './code-block'
import { prepareSnippets } from './prepare-snippets'

const never = () => () => undefined

/** The address by which this browser reaches the server; an example while the server renders. */
const useOrigin = (): string =>
  useSyncExternalStore(
    never,
    () => window.location.origin,
    () => 'http://127.0.0.1:3000',
  )

export const SetupSnippets = () => {
  const origin = useOrigin()
  return (
    <div className="grid gap-4">
      <ol className="grid gap-4 lg:grid-cols-3">
        {prepareSnippets(origin).map((snippet) => (
          <li key={snippet.id} className="panel grid content-start gap-2 p-4">
            <h2 className="font-semibold">{snippet.title}</h2>
            <p className="text-sm text-muted">{snippet.intro}</p>
            <CodeBlock title={snippet.file} code={snippet.code} />
          </li>
        ))}
      </ol>
      <p className="text-sm text-muted">
        Senders on other machines need a token: <code>npm run token -- create &lt;name&gt;</code> on the
        server prints one, once.
      </p>
    </div>
  )
}
