import { existsSync } from 'node:fs'
import path from 'node:path'

/** Beside the checkout, or, in a worktree, beside one of the folders above it. */
export const findDataFolder = (root: string): string | null => {
  const named = process.env.USESCOPE_SHARED_DATA
  const candidates = named
    ? [named]
    : ['..', '../..', '../../..'].map((up) => path.resolve(root, up, 'shared/data'))
  return candidates.find((folder) => existsSync(path.join(folder, 'README.md'))) ?? null
}
