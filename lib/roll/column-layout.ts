import type { Directory } from '@/lib/store/directory-codec'

/** Which column of a matrix belongs to which (node slot, device); it only grows. */
export class ColumnLayout {
  private readonly columns = new Map<number, Map<string, number>>()
  private readonly nodeSlots: number[] = []
  private readonly devices: string[] = []

  get length(): number {
    return this.nodeSlots.length
  }

  columnOf(nodeSlot: number, device: string): number {
    const ofNode = this.columns.get(nodeSlot) ?? new Map<string, number>()
    this.columns.set(nodeSlot, ofNode)
    const known = ofNode.get(device)
    if (known !== undefined) return known
    const column = this.nodeSlots.push(nodeSlot) - 1
    this.devices.push(device)
    ofNode.set(device, column)
    return column
  }

  directoryOf(order: readonly number[]): Directory {
    const nodeSlots = Uint16Array.from(order, (column) => this.nodeSlots[column] ?? 0)
    return { nodeSlots, devices: order.map((column) => this.devices[column] ?? '') }
  }

  /** By node slot and device. */
  sort(columns: number[]): readonly number[] {
    const isSorted = columns.every((column, i) => i === 0 || this.compare(columns[i - 1] ?? 0, column) < 0)
    return isSorted ? columns : columns.sort((a, b) => this.compare(a, b))
  }

  private compare(a: number, b: number): number {
    const bySlot = (this.nodeSlots[a] ?? 0) - (this.nodeSlots[b] ?? 0)
    if (bySlot !== 0) return bySlot
    const deviceA = this.devices[a] ?? ''
    const deviceB = this.devices[b] ?? ''
    return deviceA < deviceB ? -1 : deviceA > deviceB ? 1 : 0
  }
}
