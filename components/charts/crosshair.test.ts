import { describe, expect, it } from 'vitest'
import { Crosshair } from './crosshair'

const watched = () => {
  const crosshair = new Crosshair()
  let told = 0
  const stop = crosshair.subscribe(() => {
    told += 1
  })
  return { crosshair, stop, told: () => told }
}

describe('the crosshair', () => {
  it('tells all plots where it points, and nothing while it stays within a step', () => {
    const { crosshair, told } = watched()
    crosshair.point(30_000)
    crosshair.point(30_000)
    expect(crosshair.read()).toEqual({ atMs: 30_000, anchorMs: null })
    expect(told()).toBe(1)
  })

  it('keeps where a selection began until it is released or left', () => {
    const { crosshair } = watched()
    crosshair.anchor(30_000)
    crosshair.point(90_000)
    expect(crosshair.read()).toEqual({ atMs: 90_000, anchorMs: 30_000 })
    crosshair.release()
    expect(crosshair.read()).toEqual({ atMs: 90_000, anchorMs: null })
    crosshair.leave()
    expect(crosshair.read()).toEqual({ atMs: null, anchorMs: null })
  })

  it('tells nothing to whoever no longer listens', () => {
    const { crosshair, stop, told } = watched()
    stop()
    crosshair.point(30_000)
    expect(told()).toBe(0)
  })
})
