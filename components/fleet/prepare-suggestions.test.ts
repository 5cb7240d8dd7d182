import { describe, expect, it } from 'vitest'
import { prepareSuggestions } from './prepare-suggestions'
import { sampleNode } from './test-fleet-grid'

describe('suggested filters', () => {
  it('are label values that some but not all nodes share', () => {
    const nodes = [
      sampleNode(1, {}, { labels: { zone: 'a', env: 'prod' } }),
      sampleNode(2, {}, { labels: { zone: 'b', env: 'prod' } }),
    ]
    expect(prepareSuggestions(nodes)).toEqual(['zone="a"', 'zone="b"'])
  })

  it('quote hostile values, so that the filter reads them back as they are', () => {
    const nodes = [sampleNode(1, {}, { labels: { zone: 'a",b="\n' } }), sampleNode(2, {})]
    expect(prepareSuggestions(nodes)).toEqual(['zone="a\\",b=\\"\\n"'])
  })
})
