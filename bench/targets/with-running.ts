import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Target } from './target'

const stops = new Set<() => Promise<void>>()

/** Starts a target in a folder of its own; both are gone afterwards, whatever happened. */
export async function withRunning<Running extends { stop(): Promise<void> }, Result>(
  target: Pick<Target, 'name'> & { start(place: { folder: string }): Promise<Running> },
  work: (running: Running) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), `usescope-bench-${target.name}-`))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const running = await target.start({ folder })
    const stop = async () => {
      stops.delete(stop)
      await running.stop()
      remove()
    }
    stops.add(stop)
    try {
      return await work(running)
    } finally {
      if (stops.has(stop)) await stop()
    }
  } finally {
    remove()
  }
}

/** For a bench that is interrupted. */
export async function stopAllTargets(): Promise<void> {
  await Promise.all([...stops].map((stop) => stop()))
}
