import { describe, expect, it } from 'vitest'
import { UnavailableError } from '@/lib/core/errors'
import { Deadline } from './deadline'
import { createGroupCommit } from './group-commit'

const PATIENCE_MS = 60_000
const patient = () => new Deadline(PATIENCE_MS)

function setup(maxCommitWeight = 100) {
  const commits: string[][] = []
  const gates: { open: () => void; fail: (error: Error) => void }[] = []
  const group = createGroupCommit<string>({
    commit: (items) => {
      commits.push([...items])
      return new Promise((resolve, reject) => gates.push({ open: resolve, fail: reject }))
    },
    weightOf: (item) => item.length,
    maxCommitWeight,
    paceMs: 0,
  })
  const gate = async (at: number) => {
    await expect.poll(() => gates.length, { interval: 1 }).toBeGreaterThan(at)
    return gates[at] ?? { open: () => undefined, fail: () => undefined }
  }
  return { commits, group, gate }
}

describe('group commit', () => {
  it('puts everything that arrived during a commit into the next one', async () => {
    const { commits, group, gate } = setup()
    const first = group.append('a', patient())
    const { open } = await gate(0)
    const others = ['b', 'c', 'd'].map((item) => group.append(item, patient()))
    open()
    await first
    ;(await gate(1)).open()
    await Promise.all(others)
    expect(commits).toEqual([['a'], ['b', 'c', 'd']])
  })

  it('answers only after the commit that held the item', async () => {
    const { group, gate } = setup()
    let answered = false
    const done = group.append('a', patient()).then(() => (answered = true))
    const { open } = await gate(0)
    expect(answered).toBe(false)
    open()
    await done
    expect(answered).toBe(true)
  })

  it('takes all that arrived in one turn of the event loop', async () => {
    const { commits, group, gate } = setup()
    const early = group.append('a', patient())
    await Promise.resolve()
    const late = group.append('b', patient())
    ;(await gate(0)).open()
    await Promise.all([early, late])
    expect(commits).toEqual([['a', 'b']])
  })

  it('keeps commits short', async () => {
    const { commits, group, gate } = setup(4)
    const all = ['aa', 'bb', 'cc', 'dddddd'].map((item) => group.append(item, patient()))
    for (const at of [0, 1, 2]) (await gate(at)).open()
    await Promise.all(all)
    expect(commits).toEqual([['aa', 'bb'], ['cc'], ['dddddd']])
  })

  it('drops an item whose commit has not begun at its deadline', async () => {
    const { commits, group, gate } = setup()
    const first = group.append('a', patient())
    const { open } = await gate(0)
    await expect(group.append('b', new Deadline(0))).rejects.toThrow(UnavailableError)
    open()
    await first
    await group.drain()
    expect(commits).toEqual([['a']])
  })

  it('goes on after an item that came too late already', async () => {
    const { commits, group, gate } = setup()
    const late = new Deadline(0)
    await expect(late.bound(new Promise(() => undefined))).rejects.toThrow(UnavailableError)
    await expect(group.append('late', late)).rejects.toThrow(UnavailableError)
    const next = group.append('next', patient())
    ;(await gate(0)).open()
    await next
    await group.drain()
    expect(commits).toEqual([['next']])
  })

  it('stores the others when one item cannot be stored', async () => {
    const group = createGroupCommit<string>({
      commit: (items) => (items.includes('bad') ? Promise.reject(new Error('bad item')) : Promise.resolve()),
      weightOf: () => 1,
      maxCommitWeight: 100,
      paceMs: 0,
    })
    const results = await Promise.allSettled(['a', 'bad', 'b'].map((item) => group.append(item, patient())))
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  it('fails all at once when the database is away', async () => {
    let attempts = 0
    const group = createGroupCommit<string>({
      commit: () => {
        attempts += 1
        return Promise.reject(new UnavailableError('away'))
      },
      weightOf: () => 1,
      maxCommitWeight: 100,
      paceMs: 0,
    })
    const results = await Promise.allSettled(['a', 'b', 'c'].map((item) => group.append(item, patient())))
    expect(results.every((result) => result.status === 'rejected')).toBe(true)
    expect(attempts).toBe(1)
  })
})
