import type { EventAnswer } from '@/lib/contract/events'
import type { OutagesAnswer } from '@/lib/contract/outages'

const WORDS: Readonly<Record<OutagesAnswer['episodes'][number]['kind'], string>> = {
  node: 'out',
  source: 'reaches nobody',
  target: 'is reached by nobody',
  silence: 'silent',
  path: 'does not reach',
}

/** Outages as events draw them; they are found anew each time, so they have no id of their own. */
export const outageEvents = ({ episodes, window }: OutagesAnswer): EventAnswer[] =>
  episodes.map(({ kind, node, target, fromMs, toMs, probes, failed }, at) => ({
    id: -1 - at,
    startMs: fromMs,
    endMs: toMs ?? window.toMs,
    node: { id: node.id, name: node.name },
    cluster: node.cluster,
    source: 'outages',
    kind: 'outage',
    name: target === null ? WORDS[kind] : `${WORDS[kind]} ${target.name}`,
    text: probes === 0 ? '' : `${String(failed)} of ${String(probes)} probes failed`,
    attributes: {},
  }))
