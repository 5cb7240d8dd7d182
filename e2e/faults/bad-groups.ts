import type { Store } from '@/lib/store/db'
import type { BadCase } from './bad-case'
import { BAD_EVENTS } from './bad-events'
import { BAD_HISTOGRAM_TEXTS } from './bad-histogram-texts'
import { BAD_HISTOGRAMS } from './bad-histograms'
import { BAD_NATIVE_HISTOGRAMS } from './bad-native-histograms'
import { BAD_OTLP } from './bad-otlp'
import { BAD_PROBES } from './bad-probes'
import { BAD_PROFILES } from './bad-profiles'
import { BAD_REMOTE_WRITE } from './bad-remote-write'
import { BAD_SAMPLES } from './bad-samples'
import { keptEvents, keptHistograms, keptProfiles, keptSamples, type Kept } from './kept'

/** What is sent to one receiver, and what is stored of it. */
interface BadGroup {
  receiver: string
  cases: readonly BadCase[]
  kept: (store: Store, nowMs: number) => Promise<Kept>
}

export const BAD_GROUPS: readonly BadGroup[] = [
  { receiver: 'remote write', cases: BAD_REMOTE_WRITE, kept: keptSamples },
  { receiver: 'native histograms', cases: BAD_NATIVE_HISTOGRAMS, kept: keptHistograms },
  { receiver: 'samples', cases: BAD_SAMPLES, kept: keptSamples },
  { receiver: 'histograms', cases: BAD_HISTOGRAMS, kept: keptHistograms },
  { receiver: 'OTLP', cases: BAD_OTLP, kept: keptHistograms },
  { receiver: 'text of latencies', cases: BAD_HISTOGRAM_TEXTS, kept: keptHistograms },
  { receiver: 'probes', cases: BAD_PROBES, kept: keptSamples },
  { receiver: 'events', cases: BAD_EVENTS, kept: keptEvents },
  { receiver: 'profiles', cases: BAD_PROFILES, kept: keptProfiles },
]
