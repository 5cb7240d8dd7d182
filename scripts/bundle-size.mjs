import { readFileSync } from 'node:fs'
import vm from 'node:vm'
import { gzipSync } from 'node:zlib'
import { inRoot } from './root.mjs'

/** What a browser may have to load before the fleet can be used. */
const MOST_BYTES = 250_000
const HOME = '/page'
const BUILD_MANIFEST = 'build-manifest.json'
const PAGE_MANIFEST = 'server/app/page_client-reference-manifest.js'

const inBuild = (file) => inRoot('.next', file)

/** Next writes this one as a script that adds to a global. */
function readPageManifest() {
  const context = vm.createContext({})
  vm.runInContext(readFileSync(inBuild(PAGE_MANIFEST), 'utf8'), context)
  return context.__RSC_MANIFEST[HOME]
}

/** The scripts of every page, of the layout and of the home page; polyfills are for browsers that know no modules. */
export function homeScripts() {
  const { rootMainFiles } = JSON.parse(readFileSync(inBuild(BUILD_MANIFEST), 'utf8'))
  const entries = Object.entries(readPageManifest().entryJSFiles)
  const own = entries.filter(([entry]) => /\/app\/(page|layout)$/.test(entry)).flatMap(([, files]) => files)
  if (rootMainFiles.length === 0 || own.length === 0)
    throw new Error('Next lists the scripts of the home page in another way than this check reads.')
  return [...new Set([...rootMainFiles, ...own])].filter((file) => file.endsWith('.js'))
}

/** Gzipped sizes of files of the build, the largest first. */
export const gzipSizes = (files) =>
  files
    .map((file) => ({ file, bytes: gzipSync(readFileSync(inBuild(file))).length }))
    .sort((left, right) => right.bytes - left.bytes)

const kilobytes = (bytes) => `${(bytes / 1_000).toFixed(1)} kB`

/** One check of a test run: good while all scripts together are small enough, else with the list of them. */
export function judgeSizes(sizes, mostBytes = MOST_BYTES) {
  const bytes = sizes.reduce((sum, size) => sum + size.bytes, 0)
  const lines = sizes.map((size) => `${kilobytes(size.bytes).padStart(10)}  ${size.file}`)
  const output = [
    `The home page loads ${kilobytes(bytes)} of gzipped scripts; ${kilobytes(mostBytes)} is the most.`,
    ...lines,
  ].join('\n')
  return { isGood: bytes <= mostBytes, output, bytes }
}

export const checkBundleSize = () => judgeSizes(gzipSizes(homeScripts()))
