import { PageSection } from '@/components/ui/page-section'
import type { OutagesAnswer } from '@/lib/contract/outages'
import { formatCount, formatLong } from '@/lib/core/format-value'

const LABELS = 6

/** How long it took to connect where that worked; the bins grow by a quarter. */
export const ConnectTimes = ({ times }: { times: OutagesAnswer['connectTimes'] }) => {
  const { bins, count, medianSeconds, p99Seconds } = times
  const most = Math.max(1, ...bins.map((bin) => bin.count))
  const every = Math.max(1, Math.ceil(bins.length / LABELS))
  const said = `half within ${text(medianSeconds)}, 99 % within ${text(p99Seconds)}`
  return (
    <PageSection
      title="Time to connect"
      note={count === 0 ? 'no probe told how long it took' : `${formatCount(count)} probes: ${said}`}
    >
      {count === 0 ? null : (
        <div className="panel p-3">
          <div className="connect-bars" role="img" aria-label={`Histogram of the time to connect: ${said}`}>
            {bins.map((bin, at) => (
              <span key={bin.fromSeconds} className="connect-bin" title={titleOf(bin)}>
                <span className="connect-bar" style={{ height: `${String((100 * bin.count) / most)}%` }} />
                {at % every === 0 ? (
                  <span className="connect-label">{formatLong(bin.fromSeconds, 'seconds')}</span>
                ) : null}
              </span>
            ))}
          </div>
        </div>
      )}
    </PageSection>
  )
}

const text = (seconds: number | null): string => (seconds === null ? '–' : formatLong(seconds, 'seconds'))

const titleOf = (bin: OutagesAnswer['connectTimes']['bins'][number]): string =>
  `${text(bin.fromSeconds)} to ${text(bin.toSeconds)}: ${formatCount(bin.count)}`
