import { expect, it } from 'vitest'
import { replaceMeasured } from './write-page'

const PAGE = `Before.

<!-- measured: ingest -->

old

<!-- end of measured -->

Between.

<!-- measured: storage -->
<!-- end of measured -->
`

it('replaces what was measured of one section and keeps everything else', () => {
  const page = replaceMeasured(replaceMeasured(PAGE, 'ingest', 'new'), 'storage', 'first')
  expect(page).toBe(`Before.

<!-- measured: ingest -->

new

<!-- end of measured -->

Between.

<!-- measured: storage -->

first

<!-- end of measured -->
`)
})

it('names a section that the page has no place for', () => {
  expect(() => replaceMeasured(PAGE, 'growth', 'new')).toThrow('growth')
})
