import { gauge, type AgentSeries } from '../agent-series'
import type { Clock } from '../clock'
import { parseMounts, type Mount } from '../parse/mounts'
import type { SystemFiles } from '../system-files'

export interface FilesystemSpace {
  bsize: number
  blocks: number
  bfree: number
  bavail: number
  files: number
  ffree: number
}

export type ReadSpace = (mountPoint: string) => Promise<FilesystemSpace>

export interface FilesystemReader {
  read(): Promise<AgentSeries[]>
  /** Whether a mount has still not answered. */
  isHanging(): boolean
}

const PSEUDO =
  /^(?:autofs|binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts|devtmpfs|efivarfs|erofs|fusectl|hugetlbfs|iso9660|mqueue|nsfs|overlay|proc|pstore|ramfs|rootfs|rpc_pipefs|securityfs|selinuxfs|squashfs|sysfs|tracefs)$/

/** Asking one of these for its space can hang for as long as its server is away. */
const NETWORK =
  /^(?:9p|afs|beegfs|ceph|cifs|davfs|fuse\..+|fuse|glusterfs|gfs2?|gpfs|lustre|ncpfs|nfs\d?|ocfs2|orangefs|smb\w*|virtiofs)$/

/** Mounts of processes and containers, which repeat the space of another. */
const PRIVATE_MOUNT =
  /^\/(?:dev|proc|sys|etc\/(?:hosts|hostname|resolv\.conf)|run\/credentials|run\/user|var\/lib\/(?:docker|containerd|containers\/storage|kubelet))(?:\/|$)/

/** Two may hang before no more are tried: the pool has four threads and name look-ups need one. */
const MOST_HANGING = 2
const TIMEOUT_MS = 1_000

const isMeasured = ({ fstype, mountPoint }: Mount): boolean =>
  !PSEUDO.test(fstype) && !NETWORK.test(fstype) && !PRIVATE_MOUNT.test(mountPoint)

/** Several mounts of one block device share its space: the shortest path stands for it. */
const measuredMounts = (mounts: readonly Mount[]): Mount[] => {
  const chosen = new Map<string, Mount>()
  for (const mount of mounts.filter(isMeasured)) {
    const key = mount.device.startsWith('/') ? mount.device : mount.mountPoint
    const other = chosen.get(key)
    if (other === undefined || mount.mountPoint.length < other.mountPoint.length) chosen.set(key, mount)
  }
  return [...chosen.values()]
}

const toFilesystemSeries = (mount: Mount, space: FilesystemSpace): AgentSeries[] => {
  const labels = { device: mount.device, fstype: mount.fstype, mountpoint: mount.mountPoint }
  const readOnly = gauge('node_filesystem_readonly', labels, mount.readOnly ? 1 : 0)
  const bytes = [
    ['size', space.blocks],
    ['free', space.bfree],
    ['avail', space.bavail],
  ] as const
  return [
    ...bytes.map(([name, blocks]) => gauge(`node_filesystem_${name}_bytes`, labels, blocks * space.bsize)),
    // Filesystems that make inodes as they need them report none at all.
    ...(space.files === 0
      ? []
      : [
          gauge('node_filesystem_files', labels, space.files),
          gauge('node_filesystem_files_free', labels, space.ffree),
        ]),
    readOnly,
    gauge('node_filesystem_device_error', labels, 0),
  ]
}

const toErrorSeries = ({ device, fstype, mountPoint }: Mount): AgentSeries[] => [
  gauge('node_filesystem_device_error', { device, fstype, mountpoint: mountPoint }, 1),
]

export const createFilesystemReader = (
  files: SystemFiles,
  readSpace: ReadSpace,
  clock: Clock,
): FilesystemReader => {
  const hanging = new Set<string>()

  /** Null when the answer did not come in time. */
  const readInTime = (mountPoint: string): Promise<FilesystemSpace | null> =>
    new Promise((resolve, reject) => {
      hanging.add(mountPoint)
      const cancel = clock.after(TIMEOUT_MS, () => resolve(null))
      void readSpace(mountPoint)
        .then(resolve, reject)
        .finally(() => {
          cancel()
          hanging.delete(mountPoint)
        })
    })

  const readMount = async (mount: Mount): Promise<AgentSeries[]> => {
    if (hanging.has(mount.mountPoint)) return toErrorSeries(mount)
    if (hanging.size >= MOST_HANGING) return []
    try {
      const space = await readInTime(mount.mountPoint)
      if (space === null) return toErrorSeries(mount)
      return space.blocks > 0 ? toFilesystemSeries(mount, space) : []
    } catch (error) {
      return isRefusal(error) ? [] : toErrorSeries(mount)
    }
  }

  const read = async (): Promise<AgentSeries[]> => {
    const text =
      files.read('proc', '1/mounts') ?? files.read('proc', 'self/mounts') ?? files.read('proc', 'mounts')
    const series: AgentSeries[] = []
    for (const mount of measuredMounts(parseMounts(text ?? ''))) series.push(...(await readMount(mount)))
    return series
  }

  return { read, isHanging: () => hanging.size > 0 }
}

/** A mount that this user may not look into, or that another namespace hides, is not broken. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['EACCES', 'EPERM', 'ENOENT'].includes(String(error.code))
