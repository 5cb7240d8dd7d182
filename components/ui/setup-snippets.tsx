'use client'

import { CodeBlock } from './code-block'
import { useOrigin } from './origin'
import { prepareSnippets } from './prepare-snippets'

export const SetupSnippets = () => {
  const origin = useOrigin()
  return (
    <div className="grid gap-4">
      <ol className="grid gap-4 lg:grid-cols-2">
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
