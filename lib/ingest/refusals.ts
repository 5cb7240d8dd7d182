/** Why something was not kept: how often, and one example. */
export interface Refusal {
  reason: string
  count: number
  example: string
}

const MAX_EXAMPLE_LENGTH = 300

/** What of one request was not kept, by reason. */
export class Refusals {
  total = 0
  private readonly byReason = new Map<string, Refusal>()

  /** Making an example costs, so only the first of a reason is asked for. */
  add(reason: string, count: number, example: () => string): void {
    this.total += count
    const known = this.byReason.get(reason)
    if (known !== undefined) known.count += count
    else this.byReason.set(reason, { reason, count, example: example().slice(0, MAX_EXAMPLE_LENGTH) })
  }

  list(): Refusal[] {
    return [...this.byReason.values()].sort((a, b) => b.count - a.count)
  }

  /** Of items that count otherwise than what was refused of them. */
  message(items: number, refused: number, what: string): string {
    const reasons = this.list().map(({ reason, example }) => `${reason} (${example})`)
    return `refused ${refused} of ${items} ${what}, the rest is kept: ${reasons.join('; ')}`
  }

  /** For a log line of the sender: counts first, then an example of each reason. */
  sentence(accepted: number): string {
    const reasons = this.list().map((refusal) => `${refusal.count} ${refusal.reason} (${refusal.example})`)
    return `refused ${this.total} of ${accepted + this.total} samples, the rest is kept: ${reasons.join('; ')}`
  }
}
