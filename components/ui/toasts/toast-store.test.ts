import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { dismissToast, readToasts, showToast, subscribeToToasts } from './toast-store'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  for (const { id } of readToasts()) dismissToast(id)
  vi.useRealTimers()
})

describe('a toast', () => {
  it('goes away by itself when it is good news, and stays when it is a problem', () => {
    showToast({ tone: 'done', title: 'Link copied' })
    showToast({ tone: 'problem', title: 'Not saved', advice: 'Try again.' })
    vi.runAllTimers()
    expect(readToasts().map(({ title }) => title)).toEqual(['Not saved'])
  })

  it('stands there once, however often it is said', () => {
    showToast({ tone: 'problem', title: 'Not saved' })
    showToast({ tone: 'problem', title: 'Not saved' })
    expect(readToasts()).toHaveLength(1)
  })

  it('makes room for newer ones', () => {
    for (const title of ['one', 'two', 'three', 'four']) showToast({ tone: 'problem', title })
    expect(readToasts().map(({ title }) => title)).toEqual(['two', 'three', 'four'])
  })

  it('is told to whoever listens, until they stop', () => {
    const listener = vi.fn()
    const stop = subscribeToToasts(listener)
    showToast({ tone: 'problem', title: 'heard' })
    stop()
    showToast({ tone: 'problem', title: 'not heard' })
    expect(listener).toHaveBeenCalledTimes(1)
  })
})
