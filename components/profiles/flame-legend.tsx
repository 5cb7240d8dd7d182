import { shareText } from '@/lib/core/profiles/share-text'
import { pointsText, largestChange } from './flame-words'
import { isCompared, type Flame } from './prepare-flame'

const LEVELS = [-4, -3, -2, -1, 0, 1, 2, 3, 4]

const KINDS = [
  { kind: 'user', title: 'program' },
  { kind: 'kernel', title: 'kernel' },
  { kind: 'inlined', title: 'inlined' },
  { kind: 'compiled', title: 'compiled at run time' },
  { kind: 'gathered', title: 'other: frames too narrow to draw' },
]

/** What colours and widths mean. */
export const FlameLegend = ({ flame }: { flame: Flame }) =>
  isCompared(flame) ? <ChangeLegend largest={largestChange(flame)} /> : <KindLegend />

const ChangeLegend = ({ largest }: { largest: number }) => (
  <figcaption className="flame-legend">
    <span>▼ {pointsText(-largest)}</span>
    <span className="flame-scale" aria-hidden="true">
      {LEVELS.map((level) => (
        <i key={level} className="flame-swatch" data-level={level} />
      ))}
    </span>
    <span>▲ {pointsText(largest)}</span>
    <span className="text-muted">
      of all samples; ▲ takes more than what it is compared with, ▼ less. Each frame is as wide as the mean of
      both shares.
    </span>
  </figcaption>
)

const KindLegend = () => (
  <figcaption className="flame-legend">
    {KINDS.map(({ kind, title }) => (
      <span key={kind} className="flex items-center gap-1">
        <i className="flame-swatch" data-kind={kind} data-shade="1" aria-hidden="true" /> {title}
      </span>
    ))}
    <span className="text-muted">
      Shades only tell neighbours apart. Narrower than {shareText(0.0002)} is gathered as other.
    </span>
  </figcaption>
)
