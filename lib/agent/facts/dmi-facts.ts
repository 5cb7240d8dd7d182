import { readValue, type SystemFiles } from '../system-files'

const FOLDER = 'class/dmi/id'

/** What the firmware says about the machine; clouds write the instance type and id here. */
const FILES = [
  ['vendor', 'sys_vendor'],
  ['product', 'product_name'],
  ['product_version', 'product_version'],
  ['product_family', 'product_family'],
  ['asset_tag', 'board_asset_tag'],
  ['board', 'board_name'],
  ['bios_vendor', 'bios_vendor'],
  ['bios_version', 'bios_version'],
  ['bios_date', 'bios_date'],
] as const

/** What board makers leave in when they have nothing to say. */
const PLACEHOLDER =
  /^(?:not (?:specified|provided|available|applicable)|to be filled|default string|none$|n\/a$)/i

export const readDmiFacts = (files: SystemFiles): [string, string][] =>
  FILES.flatMap(([fact, file]): [string, string][] => {
    const value = readValue(files, 'sys', `${FOLDER}/${file}`)
    return value === null || PLACEHOLDER.test(value) ? [] : [[fact, value]]
  })
