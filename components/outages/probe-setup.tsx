'use client'

import { CodeBlock } from '@/components/ui/code-block'
import { useOrigin } from '@/components/ui/origin'

const collector = `# peers.txt: a line for each node
db-1 10.0.0.1:22
db-2 10.0.0.2:22

node agent.mjs --probe-peers peers.txt --probe-network`

const upload = (origin: string): string =>
  `TZ=UTC nping --tcp-connect -p 22 -c 3600 --delay 1s 10.0.0.2 | tee probes.log
curl -X POST '${origin}/api/v1/probes?node=db-1' \\
  -H 'Content-Type: text/plain' --data-binary @probes.log`

/** How outages are told from collectors that are away. */
export const ProbeSetup = () => {
  const origin = useOrigin()
  return (
    <section aria-labelledby="probes-title" className="panel grid content-start gap-2 p-4">
      <h2 id="probes-title" className="font-semibold">
        Let nodes probe each other
      </h2>
      <p className="text-sm text-muted">
        A silent node may be out, or only its collector. Probes tell them apart, and whether source, target or
        the path between them fails. Each node probes three others, and is probed by three.
      </p>
      <CodeBlock title="The own collector" code={collector} />
      <CodeBlock title="A log of nping or ping" code={upload(origin)} />
    </section>
  )
}
