const WITH_IGNORED_VALUE = ['--enabled-preview-features', '--extension-types']

/** The options that Prisma's command line passes to its schema engine. */
export function readArguments(argv) {
  const args = { wantsVersion: false, command: null, datamodels: [], url: null, shadowUrl: null }
  const words = argv.values()
  const next = () => words.next().value ?? ''
  for (const word of words) {
    if (word === '--version' || word === '-V') args.wantsVersion = true
    else if (word === '--datamodels' || word === '-d') args.datamodels.push(next())
    else if (word === '--datasource') readDatasource(args, next())
    else if (word === 'cli') args.command = next()
    else if (WITH_IGNORED_VALUE.includes(word)) next()
  }
  return args
}

function readDatasource(args, json) {
  const { url, shadowDatabaseUrl } = JSON.parse(json)
  args.url = url ?? null
  args.shadowUrl = shadowDatabaseUrl ?? null
}
