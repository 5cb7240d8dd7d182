import type { LabelName, LabelsAnswer, LabelsParams } from '../contract/labels'
import { HOUR_MS } from '../core/times'
import { getStore } from '../store/db'
import { readFacts } from '../store/facts'
import { inSnapshot, type Snapshot } from '../store/snapshot'
import { progressOf, readFactsVersion } from '../store/store-state'
import { readListedNodes } from './node-heard'
import { factsByNode, ownLabels } from './node-labels'
import { unlessKnown, type QueryContext } from './unless-known'

const MAX_NAMES = 300

/** Changes with every moment: it is asked for by a limit, not by one of its values. */
const AGE = 'age'

export const getLabels = (params: LabelsParams, context: QueryContext): Promise<LabelsAnswer | null> =>
  inSnapshot(getStore(), async (snapshot) => {
    const facts = await readFactsVersion(snapshot)
    return unlessKnown(context, snapshot, { facts }, () => readLabels(snapshot, params, context.nowMs))
  })

interface CountedName {
  source: LabelName['source']
  nodes: number
  values: Map<string, number>
}

/** What the nodes of the fleet can be told apart by: their labels, and their facts in force now. */
export const readLabels = async (
  snapshot: Snapshot,
  params: LabelsParams,
  nowMs: number,
): Promise<LabelsAnswer> => {
  const asOfMs = progressOf(snapshot.state).asOfMs ?? nowMs
  const listed = await readListedNodes(snapshot, { fromMs: nowMs - HOUR_MS, toMs: nowMs }, asOfMs)
  const names = params.name === '' ? {} : { names: [params.name] }
  const facts = factsByNode(await readFacts(snapshot, { ...names, atMs: nowMs }), nowMs)
  const counted = new Map<string, CountedName>()
  for (const { row } of listed) {
    const labels = ownLabels(row)
    count(counted, 'label', labels)
    const further = Object.entries(facts.get(row.id) ?? {}).filter(([name]) => !(name in labels))
    count(counted, 'fact', Object.fromEntries(further))
  }
  const all = [...counted].filter(([name]) => params.name === '' || name === params.name)
  return {
    names: all
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .slice(0, MAX_NAMES)
      .map(([name, of]) => toLabelName(name, of, params)),
    of: all.length,
    nodes: listed.length,
  }
}

const count = (
  counted: Map<string, CountedName>,
  source: LabelName['source'],
  labels: Readonly<Record<string, string>>,
): void => {
  for (const [name, value] of Object.entries(labels)) {
    if (value === '') continue
    const found = counted.get(name) ?? { source, nodes: 0, values: new Map<string, number>() }
    counted.set(name, found)
    found.nodes += 1
    if (name !== AGE) found.values.set(value, (found.values.get(value) ?? 0) + 1)
  }
}

const toLabelName = (
  name: string,
  { source, nodes, values }: CountedName,
  { text, limit }: LabelsParams,
): LabelName => {
  const wanted = text.toLowerCase()
  const fitting = [...values].filter(([value]) => value.toLowerCase().includes(wanted))
  const ordered = fitting.sort(([one, ofOne], [other, ofOther]) => ofOther - ofOne || (one < other ? -1 : 1))
  return {
    name,
    source,
    nodes,
    values: ordered.slice(0, limit).map(([value, having]) => ({ value, nodes: having })),
    of: fitting.length,
  }
}
