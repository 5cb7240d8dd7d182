'use client'

import Link from 'next/link'
import { useView } from '@/components/ui/view'
import { filterOfNode } from '@/lib/contract/node-filter'
import { toSearch } from '@/lib/contract/view-state'

const PAGES = [
  ['Outages', '/outages'],
  ['Errors', '/errors'],
  ['Latencies', '/latency'],
  ['Profiles', '/profiles'],
  ['Events', '/events'],
] as const

/** The node alone on the pages that show all of them, at the same time. */
export const NodeLinks = ({ cluster, name }: { cluster: string; name: string }) => {
  const [view] = useView()
  const search = toSearch({ ...view, filter: filterOfNode({ cluster, name }), node: '', service: '' })
  return (
    <nav aria-label="This node on other pages" className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
      {PAGES.map(([title, path]) => (
        <Link key={path} className="link" href={`${path}${search}`} prefetch={false}>
          {title}
        </Link>
      ))}
    </nav>
  )
}
