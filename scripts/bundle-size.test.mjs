import { describe, expect, it } from 'vitest'
import { judgeSizes } from './bundle-size.mjs'

const SIZES = [
  { file: 'static/chunks/big.js', bytes: 200_000 },
  { file: 'static/chunks/small.js', bytes: 50_000 },
]

describe('the scripts of the home page', () => {
  it('may be as large as the bound, and no larger', () => {
    expect(judgeSizes(SIZES, 250_000).isGood).toBe(true)
    expect(judgeSizes(SIZES, 249_999).isGood).toBe(false)
  })

  it('are listed with their sizes when they are too large', () => {
    const { output } = judgeSizes(SIZES, 100_000)
    expect(output).toContain('250.0 kB of gzipped scripts; 100.0 kB is the most')
    expect(output).toMatch(/200\.0 kB {2}static\/chunks\/big\.js/)
  })
})
