import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { NotFoundError } from '@/lib/core/errors'
import { answer, type AnswerContext } from './answer'
import { ACCEPTED, ENCODING } from './body-headers'
import { chooseEncoding } from './encode-body'

const LONG = Array.from({ length: 500 }, (_, index) => `node-${String(index)}`)
const schema = z.object({ limit: z.coerce.number().default(500) })

/** Counts how often it had to work. */
const createQuestion = () => {
  const question = { version: '1', computed: 0 }
  const ask = ({ limit }: { limit: number }, { isKnown }: AnswerContext): Promise<string[] | null> => {
    if (isKnown(question.version)) return Promise.resolve(null)
    question.computed += 1
    return Promise.resolve(LONG.slice(0, limit))
  }
  return { question, get: answer(schema, ask) }
}

/** Answers are kept in one place for the whole process, so each question has a path of its own. */
let paths = 0
const newPath = () => `http://127.0.0.1/questions/${String((paths += 1))}`

const request = (url: string, headers: Record<string, string> = {}) => new Request(url, { headers })
const noPath = { params: Promise.resolve({}) }

describe('an answer', () => {
  it('is compressed as the asker accepts it', async () => {
    const { get } = createQuestion()
    const url = newPath()
    const ask = async (accepted: string) => {
      const response = await get(request(url, { [ACCEPTED]: accepted }), noPath)
      const bytes = Buffer.from(await response.arrayBuffer())
      return { encoding: response.headers.get(ENCODING), bytes }
    }
    const [brotli, gzip, plain] = [await ask('gzip, br'), await ask('gzip;q=0.5'), await ask('identity')]
    expect([brotli.encoding, gzip.encoding, plain.encoding]).toEqual(['br', 'gzip', null])
    expect(JSON.parse(brotliDecompressSync(brotli.bytes).toString())).toEqual(LONG)
    expect(JSON.parse(gunzipSync(gzip.bytes).toString())).toEqual(LONG)
    expect(JSON.parse(plain.bytes.toString())).toEqual(LONG)
    expect(brotli.bytes.length).toBeLessThan(plain.bytes.length / 3)
  })

  it('that is small is not compressed', async () => {
    const { get } = createQuestion()
    const response = await get(request(`${newPath()}?limit=1`, { [ACCEPTED]: 'br' }), noPath)
    expect(response.headers.get(ENCODING)).toBeNull()
    expect(await response.json()).toEqual(['node-0'])
  })

  it('that the asker holds is not sent again, and one that is kept is not made again', async () => {
    const { question, get } = createQuestion()
    const url = newPath()
    const first = await get(request(url), noPath)
    const tag = first.headers.get('etag') ?? ''
    const held = await get(request(url, { 'if-none-match': `"other", ${tag}` }), noPath)
    expect([held.status, await held.text(), held.headers.get('etag')]).toEqual([304, '', tag])
    expect(await (await get(request(url), noPath)).json()).toEqual(LONG)
    expect(question.computed).toBe(1)
    question.version = '2'
    const changed = await get(request(url, { 'if-none-match': tag }), noPath)
    expect([changed.status, question.computed]).toEqual([200, 2])
  })

  it('is another for another question, whatever the version', async () => {
    const { question, get } = createQuestion()
    const url = newPath()
    await get(request(`${url}?limit=2`), noPath)
    expect(await (await get(request(`${url}?limit=3`), noPath)).json()).toHaveLength(3)
    expect(question.computed).toBe(2)
  })

  it('says what its time went to, also when it is a problem', async () => {
    const { get } = createQuestion()
    const good = await get(request(newPath()), noPath)
    expect(good.headers.get('server-timing')).toMatch(/^compute;dur=[\d.]+, serialize;dur=.*total;dur=/)
    const lost = answer(z.object({}), () => Promise.reject(new NotFoundError('nothing here')))
    const problem = await lost(request(newPath()), noPath)
    expect([problem.status, problem.headers.get('etag')]).toEqual([404, null])
    expect(problem.headers.get('server-timing')).toContain('total;dur=')
  })

  it('without a version is never kept by anybody', async () => {
    const get = answer(z.object({}), () => Promise.resolve({ fine: true }))
    const response = await get(request(newPath()), noPath)
    expect([response.headers.get('cache-control'), response.headers.get('etag')]).toEqual(['no-store', null])
  })
})

describe('the encoding', () => {
  it('is one that is accepted, and none that is refused', () => {
    expect(chooseEncoding(null)).toBe('identity')
    expect(chooseEncoding('*')).toBe('br')
    expect(chooseEncoding('br;q=0, *')).toBe('gzip')
    expect(chooseEncoding('deflate, GZIP;q=0.1')).toBe('gzip')
    expect(chooseEncoding('br;q=0, gzip;q=0')).toBe('identity')
  })
})
