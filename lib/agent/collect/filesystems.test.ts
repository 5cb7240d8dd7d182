import { expect, test } from 'vitest'
import { createFakeClock } from '../fixtures/fake-clock'
import { labelValuesOf, valueOf } from '../fixtures/find-series'
import { turn, until } from '../fixtures/until'
import type { SystemFiles } from '../system-files'
import { createFilesystemReader, type FilesystemSpace } from './filesystems'

const SPACE: FilesystemSpace = { bsize: 1, blocks: 10, bfree: 5, bavail: 4, files: 3, ffree: 2 }

const filesWith = (mounts: string): SystemFiles => ({
  read: (_area, path) => (path === '1/mounts' ? mounts : null),
  list: () => [],
  link: () => null,
  stat: () => null,
  readBytes: () => null,
})

const mountsOf = (...points: string[]): string =>
  points.map((point, index) => `/dev/sd${index} ${point} ext4 rw 0 0\n`).join('')

test('a mount that hangs is an error after a second, holds up nothing else and is not asked again', async () => {
  const clock = createFakeClock()
  const asked: string[] = []
  let release: (space: FilesystemSpace) => void = () => undefined
  const reader = createFilesystemReader(
    filesWith(mountsOf('/a', '/b')),
    (mountPoint) => {
      asked.push(mountPoint)
      return mountPoint === '/a' && asked.length === 1
        ? new Promise((resolve) => (release = resolve))
        : Promise.resolve(SPACE)
    },
    clock,
  )

  const first = reader.read()
  await until(() => clock.waiting() === 1)
  clock.advance(1_000)
  const series = await first
  expect(valueOf(series, 'node_filesystem_device_error', { mountpoint: '/a' })).toBe(1)
  expect(reader.isHanging()).toBe(true)
  expect(labelValuesOf(series, 'node_filesystem_size_bytes', 'mountpoint')).toEqual(['/b'])

  await reader.read()
  expect(asked).toEqual(['/a', '/b', '/b'])

  release(SPACE)
  await turn()
  await reader.read()
  expect(asked).toEqual(['/a', '/b', '/b', '/a', '/b'])
  expect(reader.isHanging()).toBe(false)
})

test('two mounts that hang leave the thread pool alone', async () => {
  const clock = createFakeClock()
  const asked: string[] = []
  const reader = createFilesystemReader(
    filesWith(mountsOf('/a', '/b', '/c')),
    (mountPoint) => {
      asked.push(mountPoint)
      return new Promise(() => undefined)
    },
    clock,
  )
  const reading = reader.read()
  for (const count of [1, 2]) {
    await until(() => asked.length === count && clock.waiting() === 1)
    clock.advance(1_000)
  }
  await reading
  expect(asked).toEqual(['/a', '/b'])
})

test.each([
  ['EIO', 1],
  ['EACCES', null],
  ['ENOENT', null],
])('a mount that answers %s is told as %s', async (code, expected) => {
  const failure = Object.assign(new Error(code), { code })
  const reader = createFilesystemReader(
    filesWith(mountsOf('/a')),
    () => Promise.reject(failure),
    createFakeClock(),
  )
  expect(valueOf(await reader.read(), 'node_filesystem_device_error')).toBe(expected)
})

test('a filesystem without a table of inodes has none to run out of', async () => {
  const reader = createFilesystemReader(
    filesWith(mountsOf('/a')),
    () => Promise.resolve({ ...SPACE, files: 0, ffree: 0 }),
    createFakeClock(),
  )
  const series = await reader.read()
  expect(valueOf(series, 'node_filesystem_files')).toBeNull()
  expect(valueOf(series, 'node_filesystem_size_bytes')).toBe(10)
})
