import type { ProbePath } from '../../core/outages/probe'
import type { NodeRow } from '../../store/nodes'
import type { RawSeries } from '../../store/raw-series'
import { bookOfNodes } from '../name-nodes'

/** Whom a number of an endpoint means. */
export interface Endpoint {
  row: NodeRow | null
  name: string
  cluster: string
}

/** Numbers for the ends of paths: of nodes that are asked for, of other nodes, and of what is no node. */
export class EndpointBook {
  readonly endpoints: Endpoint[]
  private readonly numbers = new Map<string, number>()
  private readonly byId: ReadonlyMap<number, NodeRow>
  private readonly names

  constructor(nodes: readonly NodeRow[], all: readonly NodeRow[]) {
    this.endpoints = nodes.map(ofNode)
    nodes.forEach(({ id }, number) => this.numbers.set(keyOfNode(id), number))
    this.byId = new Map(all.map((node) => [node.id, node]))
    this.names = bookOfNodes(all.filter(({ kind }) => kind === 'host'))
  }

  pathOf({ nodeId, labels }: RawSeries): ProbePath {
    const source = this.byId.get(nodeId)
    const { target = '', port = '', protocol = 'tcp' } = labels
    const cluster = source?.cluster ?? ''
    const found = this.names.find(cluster, target)
    const isTcp = protocol === 'tcp'
    return {
      source: source === undefined ? this.numberOf('', null) : this.numberOf(source.name, source),
      target: found === null ? this.numberOf(target, null, cluster) : this.numberOf(found.name, found),
      port: isTcp ? port : [protocol, port].filter((part) => part !== '').join(' '),
    }
  }

  private numberOf(name: string, row: NodeRow | null, cluster = ''): number {
    const key = row === null ? JSON.stringify([cluster, name]) : keyOfNode(row.id)
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    const number = this.endpoints.push(row === null ? { row, name, cluster } : ofNode(row)) - 1
    this.numbers.set(key, number)
    return number
  }
}

const keyOfNode = (id: number): string => String(id)

const ofNode = (row: NodeRow): Endpoint => ({ row, name: row.name, cluster: row.cluster })
