import type { Locator } from '@playwright/test'

const FRAMES = 180
const PX_A_FRAME = 36

interface Scrolled {
  passedPx: number
  /** Frames per second and the longest task of the main thread: of this machine and whatever else it does. */
  text: string
}

/** Scrolls by about a row each frame, as a wheel does. */
export const scrollSmoothly = async (scroller: Locator): Promise<Scrolled> => {
  const { passedPx, tookMs, longestMs } = await scroller.evaluate(
    (element, { frames, px }) =>
      new Promise<{ passedPx: number; tookMs: number; longestMs: number }>((resolve) => {
        let longestMs = 0
        const tasks = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) longestMs = Math.max(longestMs, duration)
        })
        tasks.observe({ type: 'longtask' })
        const startMs = performance.now()
        let frame = 0
        const step = () => {
          element.scrollBy(0, px)
          frame += 1
          if (frame < frames) return requestAnimationFrame(step)
          tasks.disconnect()
          resolve({ passedPx: element.scrollTop, tookMs: performance.now() - startMs, longestMs })
        }
        requestAnimationFrame(step)
      }),
    { frames: FRAMES, px: PX_A_FRAME },
  )
  const perSecond = Math.round((FRAMES * 1_000) / tookMs)
  const longest = longestMs === 0 ? 'no task of 50 ms' : `longest task ${longestMs.toFixed(0)} ms`
  return { passedPx, text: `${String(perSecond)} frames per second, ${longest}` }
}
