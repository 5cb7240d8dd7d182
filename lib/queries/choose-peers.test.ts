import { describe, expect, it } from 'vitest'
import { choosePeers } from './choose-peers'

const row = (id: number, labels: Record<string, string> = {}, cluster = '') => ({ id, cluster, labels })
const node = (...of: Parameters<typeof row>) => ({ row: row(...of), state: 'fresh' as const })
const idsOf = (nodes: readonly { row: { id: number } }[]) => nodes.map(({ row: { id } }) => id)

describe('the peers of a node', () => {
  it('share its role, also across clusters, and it is none of them', () => {
    const own = node(1, { role: 'db' }, 'eu')
    const { sharing, peers } = choosePeers(own.row, [own, node(2, { role: 'db' }, 'us'), node(3, {}, 'eu')])
    expect(sharing).toEqual({ label: 'role', value: 'db' })
    expect(idsOf(peers)).toEqual([2])
  })

  it('share its cluster where it has no role, and are all others where it has neither', () => {
    const others = [node(2, {}, 'eu'), node(3, {}, 'us')]
    expect(idsOf(choosePeers(row(1, {}, 'eu'), others).peers)).toEqual([2])
    expect(choosePeers(row(1), others)).toMatchObject({ sharing: null, peers: others })
  })

  it('are none that are gone', () => {
    expect(choosePeers(row(1), [{ row: row(2), state: 'gone' }]).peers).toEqual([])
  })
})
