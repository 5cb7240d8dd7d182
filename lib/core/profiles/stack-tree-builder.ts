import { InvalidInputError } from '../errors'
import { ROOT, type StackTree } from './stack-tree'

export interface TreeLimits {
  mostFrames: number
  mostNodes: number
}

const FIRST_ROOM = 256
const EMPTY = -1

const mixed = (parent: number, frame: number): number => {
  const mix = Math.imul(parent, 0x9e3779b1) ^ Math.imul(frame + 1, 0x85ebca6b)
  return (mix ^ (mix >>> 15)) >>> 0
}

const grown = (values: Int32Array): Int32Array<ArrayBuffer> => {
  const larger = new Int32Array(values.length * 2)
  larger.set(values)
  return larger
}

/** Makes one tree of many stacks; equal callers and frames are one node. */
export class StackTreeBuilder {
  private readonly names: string[] = []
  private readonly frameIds = new Map<string, number>()
  private parents = new Int32Array(FIRST_ROOM)
  private frames = new Int32Array(FIRST_ROOM)
  private selfs = new Float64Array(FIRST_ROOM)
  /** Open addressing: from parent and frame to node, twice as large as the room for nodes. */
  private slots = new Int32Array(2 * FIRST_ROOM).fill(EMPTY)
  private count = 1

  constructor(private readonly limits: TreeLimits) {
    this.parents[ROOT] = -1
    this.frames[ROOT] = -1
  }

  get nodeCount(): number {
    return this.count
  }

  frame(name: string): number {
    const known = this.frameIds.get(name)
    if (known !== undefined) return known
    if (this.names.length >= this.limits.mostFrames) throw tooMany('different frames', this.limits.mostFrames)
    const id = this.names.push(name) - 1
    this.frameIds.set(name, id)
    return id
  }

  /** The node of the frame below its caller. */
  child(parent: number, frame: number): number {
    const node = this.childIfRoom(parent, frame)
    if (node === null) throw tooMany('different stacks', this.limits.mostNodes)
    return node
  }

  /** Null where it would be a node too many. */
  childIfRoom(parent: number, frame: number, mostNodes = this.limits.mostNodes): number | null {
    const known = this.slots[this.slotOf(parent, frame)] ?? EMPTY
    if (known !== EMPTY) return known
    if (this.count >= mostNodes) return null
    const node = this.count
    this.count += 1
    if (node >= this.parents.length) this.grow()
    this.parents[node] = parent
    this.frames[node] = frame
    this.slots[this.slotOf(parent, frame)] = node
    return node
  }

  add(node: number, weight: number): void {
    this.selfs[node] = (this.selfs[node] ?? 0) + weight
  }

  /** Brings the nodes of another tree, and answers which they are here. */
  place({ names, parents, frames }: StackTree): Int32Array {
    const frameOf = names.map((name) => this.frame(name))
    const placed = new Int32Array(parents.length)
    for (let node = 1; node < parents.length; node += 1)
      placed[node] = this.child(placed[parents[node] ?? ROOT] ?? ROOT, frameOf[frames[node] ?? 0] ?? 0)
    return placed
  }

  merge(tree: StackTree): void {
    const placed = this.place(tree)
    for (let node = 0; node < placed.length; node += 1) this.add(placed[node] ?? ROOT, tree.selfs[node] ?? 0)
  }

  build(): StackTree {
    return {
      names: this.names,
      parents: this.parents.slice(0, this.count),
      frames: this.frames.slice(0, this.count),
      selfs: this.selfs.slice(0, this.count),
    }
  }

  /** Where the node is, or would be. */
  private slotOf(parent: number, frame: number): number {
    const mask = this.slots.length - 1
    let slot = mixed(parent, frame) & mask
    for (;;) {
      const node = this.slots[slot] ?? EMPTY
      if (node === EMPTY || (this.parents[node] === parent && this.frames[node] === frame)) return slot
      slot = (slot + 1) & mask
    }
  }

  private grow(): void {
    this.parents = grown(this.parents)
    this.frames = grown(this.frames)
    const selfs = new Float64Array(this.parents.length)
    selfs.set(this.selfs)
    this.selfs = selfs
    this.slots = new Int32Array(2 * this.parents.length).fill(EMPTY)
    for (let node = 1; node < this.count - 1; node += 1)
      this.slots[this.slotOf(this.parents[node] ?? 0, this.frames[node] ?? 0)] = node
  }
}

const tooMany = (what: string, most: number) =>
  new InvalidInputError(`the profile has more than ${String(most)} ${what}`, {
    status: 413,
    reason: 'profile_too_large',
  })
