/** Where all plots of a page point at the same time, and from where on a span is being selected. */
export interface CrosshairState {
  atMs: number | null
  anchorMs: number | null
}

const NOWHERE: CrosshairState = { atMs: null, anchorMs: null }

/** Outside React, so that moving the pointer renders the marks alone and no chart. */
export class Crosshair {
  private state = NOWHERE
  private readonly listeners = new Set<() => void>()

  readonly read = (): CrosshairState => this.state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }

  point(atMs: number): void {
    this.set({ ...this.state, atMs })
  }

  /** Selects from here on; whatever was selected before is forgotten. */
  anchor(anchorMs: number): void {
    this.set({ ...this.state, anchorMs })
  }

  release(): void {
    this.set({ ...this.state, anchorMs: null })
  }

  leave(): void {
    this.set(NOWHERE)
  }

  private set(state: CrosshairState): void {
    if (state.atMs === this.state.atMs && state.anchorMs === this.state.anchorMs) return
    this.state = state
    for (const listener of this.listeners) listener()
  }
}
