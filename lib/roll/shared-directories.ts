import type { Directory } from '@/lib/store/directory-codec'

const REMEMBERED = 128

/** Directories with the same slots become one object, so that each is encoded and looked up once. */
export class SharedDirectories {
  private known: Directory[] = []

  share(directory: Directory): Directory {
    const same = this.known.find((other) => isSameDirectory(other, directory))
    if (same) return same
    if (this.known.length >= REMEMBERED) this.known = []
    this.known.push(directory)
    return directory
  }
}

export function isSameDirectory(a: Directory, b: Directory): boolean {
  if (a === b) return true
  if (a.nodeSlots.length !== b.nodeSlots.length) return false
  for (let i = 0; i < a.nodeSlots.length; i++)
    if (a.nodeSlots[i] !== b.nodeSlots[i] || a.devices[i] !== b.devices[i]) return false
  return true
}
