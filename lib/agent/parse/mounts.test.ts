import fc from 'fast-check'
import { expect, test } from 'vitest'
import { corrupted } from '../fixtures/corrupted'
import { fixtureFiles } from '../fixtures/fixture-machine'
import { parseMounts } from './mounts'

const text = fixtureFiles('bare-metal').get('proc/1/mounts') ?? ''

test('blanks in names are read as the kernel escapes them', () => {
  expect(parseMounts('/dev/sda\\0401 /a\\134b\\011c ext4 rw,nodev 0 0')).toEqual([
    { device: '/dev/sda 1', mountPoint: '/a\\b\tc', fstype: 'ext4', readOnly: false },
  ])
})

test('an option that begins with ro is not read-only', () => {
  expect(parseMounts('/dev/sda /a ext4 rw,rootcontext=x 0 0')[0]?.readOnly).toBe(false)
  expect(parseMounts('/dev/sda /a ext4 ro,errors=remount-ro 0 0')[0]?.readOnly).toBe(true)
})

test('no text makes it throw or tell a mount without a place', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), corrupted(text)), (garbage) => {
      for (const { mountPoint } of parseMounts(garbage)) expect(mountPoint.startsWith('/')).toBe(true)
    }),
  )
})
