import { linesOf } from './lines'

export interface Mount {
  device: string
  mountPoint: string
  fstype: string
  readOnly: boolean
}

/** Space, tab, newline and backslash are written as three octal digits. */
const unescapeOctal = (text: string): string =>
  text.replace(/\\([0-3][0-7]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))

/** /proc/PID/mounts, every line of it. */
export const parseMounts = (text: string): Mount[] =>
  linesOf(text).flatMap((line) => {
    const [device, mountPoint, fstype, options] = line.split(' ')
    if (device === undefined || fstype === undefined || options === undefined) return []
    if (mountPoint?.startsWith('/') !== true) return []
    return [
      {
        device: unescapeOctal(device),
        mountPoint: unescapeOctal(mountPoint),
        fstype,
        readOnly: options.split(',').includes('ro'),
      },
    ]
  })
