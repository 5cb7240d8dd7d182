import { z } from 'zod'
import { isLoopback } from '@/components/ui/prepare-snippets'
import { formatCounted } from '@/lib/core/format-value'

/** Also where a part was refused, which is a 400. */
export const uploadAnswer = z.object({
  accepted: z.number(),
  refused: z.number(),
  refusals: z.array(z.object({ index: z.number(), reason: z.string() })),
  format: z.string(),
})

/** "2 stacks taken, read as folded; 1 refused, the first in line 3: no count at the end". */
export const uploadText = ({ accepted, refused, refusals, format }: z.infer<typeof uploadAnswer>): string => {
  const taken = `${formatCounted(accepted, 'stack')} taken, read as ${format}`
  const [first] = refusals
  if (first === undefined) return taken
  return `${taken}; ${String(refused)} refused, the first at ${String(first.index)}: ${first.reason}`
}

export interface UploadSnippet {
  title: string
  code: string
}

/** Senders on the server's own machine need no token. */
const curl = (origin: string, query: string, file: string): string =>
  [
    `curl --data-binary @${file} \\`,
    ...(isLoopback(origin) ? [] : [`  -H 'Authorization: Bearer TOKEN' \\`]),
    `  "${origin}/api/v1/profiles?${query}"`,
  ].join('\n')

export const uploadSnippets = (origin: string): UploadSnippet[] => [
  {
    title: 'perf, with the moments of the samples',
    code: [
      'perf record -F 99 -a -g -- sleep 30',
      'perf script > out.perf',
      curl(origin, 'node=$(hostname)', 'out.perf'),
    ].join('\n'),
  },
  {
    title: 'bcc or bpftrace, folded stacks',
    code: ['profile-bpfcc -f -F 99 60 > out.folded', curl(origin, 'node=$(hostname)', 'out.folded')].join(
      '\n',
    ),
  },
  {
    title: 'Go, or anything that speaks pprof',
    code: [
      "curl -o cpu.pb.gz 'http://localhost:6060/debug/pprof/profile?seconds=30'",
      curl(origin, 'node=$(hostname)&service=api', 'cpu.pb.gz'),
    ].join('\n'),
  },
]
