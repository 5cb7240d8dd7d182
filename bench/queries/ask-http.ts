const LONGEST_EMPTY_ANSWER = 500

/** How long each round took: all addresses one after the other, every answer read to its end. */
export async function askHttp(urls: readonly string[], rounds: number): Promise<number[]> {
  const tookMs: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const startedMs = performance.now()
    for (const url of urls) await readWhole(url)
    tookMs.push(performance.now() - startedMs)
  }
  return tookMs
}

async function readWhole(url: string): Promise<void> {
  const response = await fetch(url)
  const body = Buffer.from(await response.arrayBuffer())
  const beginning = body.toString('utf8', 0, LONGEST_EMPTY_ANSWER)
  if (!response.ok || body.length === 0 || beginning.includes('"result":[]'))
    throw new Error(`${url} answered ${response.status}: ${beginning}`)
}
