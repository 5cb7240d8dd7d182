import { describe, expect, it } from 'vitest'
import { DEFAULT_VIEW } from '@/lib/contract/view-state'
import { explainHref } from './explain-href'

const VIEW = { ...DEFAULT_VIEW, from: 'now-3h', node: 'left-over' }

describe('the way to an explanation', () => {
  it('keeps the window and the node that the page is about', () => {
    expect(explainHref(VIEW, '/nodes/web%2F1')).toBe('/explain?from=now-3h&node=web%2F1')
    expect(explainHref(VIEW, '/clock')).toBe('/explain?from=now-3h&node=left-over')
  })

  it('forgets a node that the page does not show, and the baseline of another window', () => {
    const view = { ...VIEW, baselineFrom: '2026-01-01T00:00:00Z', baselineTo: '2026-01-01T01:00:00Z' }
    expect(explainHref(view, '/')).toBe('/explain?from=now-3h')
  })

  it('takes a window that was brushed', () => {
    expect(explainHref(VIEW, '/metric', { from: 'now-2h', to: 'now-1h' })).toBe(
      '/explain?from=now-2h&to=now-1h',
    )
  })
})
