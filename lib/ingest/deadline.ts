import { UnavailableError } from '@/lib/core/errors'

/** How long a request waits. What it gave up waiting for may still be committed: sent again, it is recognised. */
export class Deadline {
  private readonly onExpiry: ((error: UnavailableError) => void)[] = []
  private readonly timer: NodeJS.Timeout
  private expiry: UnavailableError | null = null

  constructor(milliseconds: number) {
    this.timer = setTimeout(() => this.expire(), milliseconds)
  }

  whenExpired(act: (error: UnavailableError) => void): void {
    if (this.expiry === null) this.onExpiry.push(act)
    else act(this.expiry)
  }

  /** The outcome of the work, or 503 when it does not come in time. */
  async bound<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await new Promise<Result>((resolve, reject) => {
        this.whenExpired(reject)
        work.then(resolve, reject)
      })
    } finally {
      clearTimeout(this.timer)
    }
  }

  private expire(): void {
    const expiry = new UnavailableError('the database did not answer in time; retry later', {
      reason: 'database_timeout',
    })
    this.expiry = expiry
    for (const act of this.onExpiry) act(expiry)
  }
}
