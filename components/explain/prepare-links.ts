import type { ExplainAnswer } from '@/lib/contract/explain'
import type { Window } from '@/lib/core/series'
import { DAY_MS } from '@/lib/core/times'
import { quoted } from '@/lib/contract/node-filter'
import { DEFAULT_VIEW, toSearch, type ViewState } from '@/lib/contract/view-state'

/** A link shows what was explained, also when the window moves on. */
const fixed = ({ window }: Pick<ExplainAnswer, 'window'>) => ({
  from: new Date(window.fromMs).toISOString(),
  to: new Date(window.toMs).toISOString(),
  baselineFrom: DEFAULT_VIEW.baselineFrom,
  baselineTo: DEFAULT_VIEW.baselineTo,
  node: DEFAULT_VIEW.node,
})

const MOST_FILTER_CHARACTERS = 1_500
const FILTERED = /^[^\s"'{},=!<>~]+$/

/** Where a row is seen: on a node at its resource, in the fleet of those with a fact, or of those affected. */
export class Links {
  constructor(
    private readonly answer: ExplainAnswer,
    private readonly view: ViewState,
  ) {}

  /** The charts of a resource, those that are not shown at first opened too. */
  chart(node: number, resource: string): string {
    const search = toSearch({ ...this.view, ...fixed(this.answer), more: resource })
    return `/nodes/${String(node)}${search}#${resource}`
  }

  /** Where it is shown what collectors cost, and what they change. */
  collectors(): string {
    return `/collectors${toSearch({ ...this.view, ...fixed(this.answer) })}`
  }

  node(id: number): string {
    return `/nodes/${String(id)}${toSearch({ ...this.view, ...fixed(this.answer) })}`
  }

  /** Who was out in the window, or in one around it. */
  outages(window: Window = this.answer.window): string {
    return `/outages${toSearch({ ...this.view, ...fixed({ window }), filter: DEFAULT_VIEW.filter })}`
  }

  /** How often nodes go out by a fact, over the days before the window. */
  private outageRates(fact: string, days: number): string {
    const { toMs } = this.answer.window
    const window = fixed({ window: { fromMs: toMs - Math.max(1, days) * DAY_MS, toMs } })
    return `/outages${toSearch({ ...this.view, ...window, filter: DEFAULT_VIEW.filter, outageFact: fact })}`
  }

  /** Null for what the filter cannot say. */
  private fact(fact: string, op: string, value: string): string | null {
    if (fact === 'uptime' || !FILTERED.test(fact)) return null
    return this.fleet(`${fact}${op}"${quoted(value)}"`)
  }

  /** Null where the filter would be longer than an address. */
  affected(): string | null {
    const names = this.answer.affected.map(({ name }) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    const filter = `name=~"${quoted(names.join('|'))}"`
    return names.length === 0 || filter.length > MOST_FILTER_CHARACTERS ? null : this.fleet(filter)
  }

  /** Where it is seen that the fact separates. */
  separation({ fact, op, value, days = 0, outages }: ExplainAnswer['separatedBy'][number]): string | null {
    return outages ? this.outageRates(fact, days) : this.fact(fact, op, value)
  }

  private fleet(filter: string): string {
    return `/${toSearch({ ...this.view, ...fixed(this.answer), filter })}`
  }
}
