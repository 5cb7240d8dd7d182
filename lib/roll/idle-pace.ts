/** Looks for work less often as long as there is none, because on an idle machine looking is most of what is done. */
export class IdlePace {
  private nextMs = -Infinity

  constructor(
    private readonly restMs: number,
    /** Of a clock that nobody sets. */
    private readonly nowMs: () => number,
  ) {}

  /** `work` answers whether there was anything to do. */
  async run(work: () => Promise<boolean>): Promise<void> {
    if (this.nowMs() < this.nextMs) return
    const hadWork = await work()
    this.nextMs = hadWork ? -Infinity : this.nowMs() + this.restMs
  }
}
