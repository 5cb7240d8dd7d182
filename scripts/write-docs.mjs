import { writeFileSync } from 'node:fs'
import { build } from 'esbuild'
import { inRoot } from './root.mjs'
import { say } from './steps.mjs'

const bundled = await build({
  entryPoints: [inRoot('scripts/docs.ts')],
  bundle: true,
  write: false,
  platform: 'node',
  format: 'esm',
})
const code = Buffer.from(bundled.outputFiles[0].contents).toString('base64')
const { GENERATED_DOCS } = await import(`data:text/javascript;base64,${code}`)
for (const { file, render } of GENERATED_DOCS) {
  writeFileSync(inRoot(file), render())
  say(file)
}
