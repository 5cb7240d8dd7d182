import { describe, expect, it } from 'vitest'
import type { LabelName } from '@/lib/contract/labels'
import { DEFAULT_VIEW } from '@/lib/contract/view-state'
import { prepareViewChips } from './prepare-view-chips'
import { prepareGroupChoices } from './prepare-view-menu'

const label = (name: string, of: number): LabelName => ({ name, source: 'label', nodes: 300, values: [], of })

describe('what a view leaves out', () => {
  it('is nothing by default, and said with a way back otherwise', () => {
    expect(prepareViewChips(DEFAULT_VIEW)).toEqual([])
    const [chip] = prepareViewChips({ ...DEFAULT_VIEW, verdict: 'bad,stale' })
    expect(chip).toEqual({ id: 'verdict', text: 'Only bad, stale', without: { verdict: '' } })
  })

  it('no longer sorts by change when nothing is compared', () => {
    const [chip] = prepareViewChips({ ...DEFAULT_VIEW, compare: 'week', sort: 'change' })
    expect(chip?.without).toEqual({ compare: '', sort: 'worst' })
  })
})

describe('what the fleet can be grouped by', () => {
  it('is every label that makes groups, and the one in force', () => {
    const choices = prepareGroupChoices([label('cluster', 4), label('name', 300)], 'rack')
    expect(choices.flatMap(({ choices: of }) => of.map(({ value }) => value))).toEqual([
      '',
      'rack',
      'cluster',
    ])
  })
})
