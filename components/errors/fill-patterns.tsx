import { FILLS, OTHER_FILL } from './prepare-failures'

const idOf = (fill: string): string => `failure-fill-${fill}`

export const fillOf = (fill: string): string => `url(#${idOf(fill)})`

const PX = 8
const TURNS: Readonly<Record<string, string>> = { '2': '45', '4': '-45', '6': '90', [OTHER_FILL]: '0' }
const DOTTED: ReadonlySet<string> = new Set(['3', '7'])

/** What tells the parts of a stack apart without their colours. */
export const FillPatterns = () => (
  <>
    {[...FILLS, OTHER_FILL].map((fill) => (
      <pattern
        key={fill}
        id={idOf(fill)}
        width={PX}
        height={PX}
        patternUnits="userSpaceOnUse"
        {...(TURNS[fill] === undefined ? {} : { patternTransform: `rotate(${TURNS[fill]})` })}
      >
        <rect width={PX} height={PX} fill={`var(--failure-${fill})`} fillOpacity={0.75} />
        {TURNS[fill] === undefined ? null : (
          <rect width={3} height={PX} fill="var(--surface)" fillOpacity={0.55} />
        )}
        {DOTTED.has(fill) ? <circle cx={4} cy={4} r={1.8} fill="var(--surface)" fillOpacity={0.7} /> : null}
      </pattern>
    ))}
  </>
)

/** The fill of a part beside its name, by the patterns of the chart above it. */
export const FillKey = ({ fill }: { fill: string }) => (
  <svg width="18" height="12" className="failure-key" aria-hidden="true">
    <rect width="18" height="12" rx="2" fill={fillOf(fill)} stroke={`var(--failure-${fill})`} />
  </svg>
)
