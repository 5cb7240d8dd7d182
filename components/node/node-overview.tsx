import { VerdictMark } from '@/components/ui/verdict-mark'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import type { ResourceSection } from './prepare-node-sections'

/** The node's row of the fleet grid, as links to its charts. */
export const NodeOverview = ({ sections }: { sections: readonly ResourceSection[] }) => (
  <nav aria-label="Resources of this node" className="flex flex-wrap gap-1.5">
    {sections.map(({ id, title, aspects }) => (
      <a key={id} href={`#${id}`} className="overview-link">
        <span className="font-medium">{title}</span>
        {aspects
          .filter(({ verdict }) => verdict !== 'not_applicable')
          .map(({ aspect, verdict }) => (
            <span
              key={aspect}
              className="flex items-center gap-0.5 text-muted"
              title={`${aspect}: ${VERDICT_WORDS[verdict]}`}
            >
              <span aria-hidden="true">{aspect.slice(0, 1).toUpperCase()}</span>
              <VerdictMark verdict={verdict} size={8} />
              <span className="sr-only">
                {aspect} {VERDICT_WORDS[verdict]}
              </span>
            </span>
          ))}
      </a>
    ))}
    <a href="#facts" className="overview-link font-medium">
      Facts
    </a>
  </nav>
)
