import { VerdictMark } from '@/components/ui/verdict-mark'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import { CHECK_ORDER, type ResourceSection } from './prepare-node-sections'

/** The node's row of the fleet grid, as links to its charts: in sight wherever the page is scrolled to. */
export const NodeRail = ({
  sections,
  inSight,
}: {
  sections: readonly ResourceSection[]
  inSight: string | null
}) => (
  <nav aria-label="Resources of this node" className="node-rail">
    <p className="rail-heading" aria-hidden="true">
      <span>Resource</span>
      {CHECK_ORDER.map((aspect) => (
        <abbr key={aspect} title={aspect}>
          {aspect.slice(0, 1).toUpperCase()}
        </abbr>
      ))}
    </p>
    <ul>
      {sections.map(({ id, title, aspects }) => (
        <li key={id}>
          <a href={`#${id}`} className="rail-link" aria-current={inSight === id ? 'location' : undefined}>
            <span className="rail-title">{title}</span>
            {aspects.map(({ aspect, verdict }) => (
              <span key={aspect} className="rail-mark" title={`${aspect}: ${VERDICT_WORDS[verdict]}`}>
                <VerdictMark verdict={verdict} />
                <span className="sr-only">
                  {aspect} {VERDICT_WORDS[verdict]}
                </span>
              </span>
            ))}
          </a>
        </li>
      ))}
      <li>
        <a href="#facts" className="rail-link" aria-current={inSight === 'facts' ? 'location' : undefined}>
          <span className="rail-title">Facts</span>
        </a>
      </li>
    </ul>
  </nav>
)
