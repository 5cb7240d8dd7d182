import fc from 'fast-check'
import { Function as PprofFunction, Location, Profile, Sample, StringTable, ValueType } from 'pprof-format'
import { describe, expect, it } from 'vitest'
import { InvalidInputError } from '@/lib/core/errors'
import type { StackTree } from '@/lib/core/profiles/stack-tree'
import { decodeProfile } from './decode-profile'
import type { DecodedProfile } from './decoded-profile'

const decode = (body: Uint8Array | string, type = ''): DecodedProfile => {
  const work = decodeProfile(typeof body === 'string' ? Buffer.from(body) : body, type)
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value
}

const foldedOf = (tree: StackTree): Record<string, number> => {
  const paths: string[] = ['']
  const folded: Record<string, number> = {}
  for (let node = 1; node < tree.parents.length; node += 1) {
    const caller = paths[tree.parents[node] ?? 0] ?? ''
    const path = `${caller === '' ? '' : `${caller};`}${tree.names[tree.frames[node] ?? 0] ?? ''}`
    paths.push(path)
    if ((tree.selfs[node] ?? 0) > 0) folded[path] = tree.selfs[node] ?? 0
  }
  return folded
}

const PERF = `# captured on: now
proxy 4321/4322 [003] 1000.000100:     250000 cycles:
\tffffffff8106f1a5 native_queued_spin_lock_slowpath+0x5 ([kernel.kallsyms])
\t    7f00aa11 handle(int) [clone .cold]+0x1a (/usr/bin/proxy)
\t    7f00aa22 inner (inlined)
\t    7f00aa33 [unknown] (/usr/lib/libc.so.6)

kworker/3:1 77 [003] 1000.520000: cycles:
\tffffffff810 worker_thread+0x1 ([kernel.kallsyms])

proxy 4321 1001.000100: page-faults:
\tffffffff810 asm_exc_page_fault+0x1 ([kernel.kallsyms])
`

describe('folded stacks', () => {
  it('are taken as they are, with those that cannot be read named by their lines', () => {
    const decoded = decode(
      'a;b;c 12\n\n# comment\na;b 3\r\na;b;c 1.5\n;;; 5\na;b -3\nno count\n 7\nx 0\nd 1\n',
    )
    expect(decoded).toMatchObject({
      format: 'folded',
      type: 'samples',
      unit: 'count',
      accepted: 4,
      refused: 4,
    })
    expect(foldedOf(decoded.tree)).toEqual({ 'a;b;c': 13.5, 'a;b': 3, d: 1 })
    expect(decoded.refusals.map(({ index }) => index)).toEqual([6, 7, 8, 9])
  })

  it('come back from any stacks', () => {
    const name = fc.stringMatching(/^[a-zA-Z_:<>(),. ]{1,20}$/).filter((text) => /^\S(.*\S)?$/.test(text))
    const stacks = fc.dictionary(
      fc.array(name, { minLength: 1, maxLength: 6 }).map((names) => names.join(';')),
      fc.integer({ min: 1, max: 1e9 }),
      { minKeys: 1 },
    )
    fc.assert(
      fc.property(stacks, (folded) => {
        const text = Object.entries(folded).map(([stack, count]) => `${stack} ${String(count)}`)
        expect(foldedOf(decode(text.join('\n')).tree)).toEqual({ ...folded })
      }),
    )
  })

  it('that are absurdly deep keep their outermost frames', () => {
    const decoded = decode(`${Array.from({ length: 50_000 }, (_, at) => `f${String(at % 3)}`).join(';')} 4`)
    expect(decoded.notes).toEqual({ 'stacks cut to 1024 frames': 1 })
    expect(decoded.tree.parents).toHaveLength(1 + 1024 + 1)
    expect(decoded.tree.selfs.at(-1)).toBe(4)
  })
})

describe('a profile of more different stacks than there is room for', () => {
  it('keeps every sample, and says of the last stacks that they are cut', () => {
    const lines = Array.from({ length: 70_000 }, (_, at) => {
      const names = Array.from(
        { length: 12 },
        (__, depth) => `f${String((at * (depth + 3)) % (7 + 4 * depth))}`,
      )
      return `${names.join(';')} 2`
    })
    const decoded = decode(lines.join('\n'))
    expect(decoded.accepted).toBe(70_000)
    expect(decoded.tree.parents.length).toBeLessThanOrEqual(500_000)
    expect(decoded.tree.names).toContain('(further stacks)')
    expect(decoded.tree.selfs.reduce((sum, weight) => sum + weight, 0)).toBe(140_000)
    expect(decoded.notes).toEqual({
      'stacks cut, because more than 450000 differ': expect.any(Number) as unknown,
    })
  })
})

describe('the text of perf script', () => {
  it('becomes stacks with the program first, and the moments of the samples', () => {
    const decoded = decode(PERF)
    expect(decoded).toMatchObject({ format: 'perf script', type: 'cycles', accepted: 2, refused: 0 })
    expect(foldedOf(decoded.tree)).toEqual({
      'proxy;[libc.so.6];inner_[i];handle(int) [clone .cold];native_queued_spin_lock_slowpath_[k]': 1,
      'kworker/3:1;worker_thread_[k]': 1,
    })
    expect([...(decoded.moments?.offsets ?? [])]).toEqual([0, 5199])
    expect(decoded.notes).toEqual({ 'samples of other events': 1 })
  })
})

const pprofOf = (
  values: readonly number[],
  change: (profile: Profile) => void = () => undefined,
): Uint8Array => {
  const strings = new StringTable()
  const id = (text: string) => strings.dedup(text)
  const types = [
    new ValueType({ type: id('samples'), unit: id('count') }),
    new ValueType({ type: id('cpu'), unit: id('nanoseconds') }),
  ]
  const functions = ['leaf', 'inlined', 'main'].map(
    (name, at) => new PprofFunction({ id: at + 1, name: id(name) }),
  )
  const locations = [
    new Location({ id: 1, line: [{ functionId: 1 }, { functionId: 2 }] }),
    new Location({ id: 2, line: [{ functionId: 3 }] }),
    new Location({ id: 3, address: 0xffffffffff600000n }),
  ]
  const profile = new Profile({
    sampleType: types,
    sample: [new Sample({ locationId: [3, 1, 2], value: [...values] })],
    location: locations,
    function: functions,
    stringTable: strings,
    timeNanos: 1_700_000_000_000_000_000n,
    durationNanos: 10_000_000_000n,
  })
  change(profile)
  return profile.encode()
}

describe('pprof', () => {
  it('becomes stacks with what is inlined, and when they were taken', () => {
    const decoded = decode(pprofOf([3, 30_000_000]))
    expect(decoded).toMatchObject({ format: 'pprof', type: 'cpu', unit: 'nanoseconds', lengthMs: 10_000 })
    expect(decoded.startMs).toBe(1_700_000_000_000)
    expect(foldedOf(decoded.tree)).toEqual({ 'main;inlined;leaf_[i];0xffffffffff600000': 30_000_000 })
    expect(decode(pprofOf([3, 30]), 'samples')).toMatchObject({ type: 'samples', unit: 'count' })
  })

  it('is refused where it lacks what is asked for, or holds less than nothing', () => {
    expect(() => decode(pprofOf([1, 2]), 'alloc_space')).toThrow(/it has: samples, cpu/)
    expect(() => decode(pprofOf([1, -2]))).toThrow(/a negative value/)
    const unknown = pprofOf([1, 2], (profile) => {
      profile.location = []
    })
    expect(() => decode(unknown)).toThrow(/a location that the profile does not have/)
  })

  it('that is cut off anywhere is refused, and never taken in part', () => {
    const whole = pprofOf([3, 30_000_000])
    const full = foldedOf(decode(whole).tree)
    for (let length = 1; length < whole.length; length += 1) {
      let taken: DecodedProfile | null = null
      try {
        taken = decode(whole.subarray(0, length))
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidInputError)
      }
      if (taken?.format === 'pprof') expect(Object.values(foldedOf(taken.tree))).toEqual(Object.values(full))
    }
  })
})

describe('anything else', () => {
  it('is refused by name, whatever the bytes are', () => {
    expect(() => decode('')).toThrow(InvalidInputError)
    expect(() => decode('<html>\n<body>\n')).toThrow(/no count at the end/)
    expect(() => decode('\n\n')).toThrow(/holds no stack/)
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string().map((text) => Buffer.from(text)),
    )
    fc.assert(
      fc.property(bytes, (body) => {
        try {
          decode(body)
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInputError)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('that was damaged on its way is refused or read, but never breaks anything', () => {
    const whole = pprofOf([3, 30_000_000])
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const damaged = Uint8Array.from(whole)
        damaged[at] = byte
        try {
          decode(damaged)
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInputError)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
