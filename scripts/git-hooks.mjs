import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { ROOT, inRoot } from './root.mjs'

/** In a git checkout commits run the formatter and the linter; without git there is nothing to do. */
export function installGitHooks() {
  if (!existsSync(inRoot('.git'))) return
  spawnSync('git', ['config', 'core.hooksPath', '.githooks'], { cwd: ROOT, stdio: 'ignore' })
}
