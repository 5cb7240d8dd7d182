const LEAVES = ['lib/config', 'lib/telemetry']

/** Who may import whom, as docs/architecture.md says; a folder may always import from itself. */
const MAY_IMPORT = {
  'lib/core': [],
  'lib/config': [],
  'lib/telemetry': ['lib/config'],
  'lib/contract': ['lib/core'],
  'lib/store': ['lib/core', 'prisma/generated', ...LEAVES],
  'lib/http': ['lib/core', ...LEAVES],
  'lib/ingest': ['lib/core', 'lib/http', 'lib/store', ...LEAVES],
  'lib/roll': ['lib/core', 'lib/store', ...LEAVES],
  'lib/agent': ['lib/core'],
  'lib/replay': ['lib/core'],
  'lib/demo': ['lib/core', 'lib/replay', 'lib/store', ...LEAVES],
  'lib/analysis': ['lib/core', ...LEAVES],
  'lib/queries': ['lib/core', 'lib/contract', 'lib/store', 'lib/analysis', ...LEAVES],
  'lib/commands': ['lib/core', 'lib/contract', 'lib/store', ...LEAVES],
  'app/api': ['lib/contract', 'lib/http', 'lib/ingest', 'lib/queries', 'lib/commands', ...LEAVES],
  'lib/server': [
    'lib/core',
    'lib/contract',
    'lib/http',
    'lib/ingest',
    'lib/queries',
    'lib/commands',
    'lib/analysis',
    ...LEAVES,
  ],
  'components/ui': ['lib/contract', 'lib/core'],
  'components/charts': ['lib/contract', 'lib/core', 'components/ui'],
}

const FEATURES = [
  'fleet',
  'node',
  'collectors',
  'latency',
  'clock',
  'explain',
  'incident',
  'metric',
  'map',
  'coverage',
  'events',
  'correlations',
  'outages',
  'errors',
  'profiles',
]
for (const feature of FEATURES) {
  const shared = ['lib/contract', 'lib/core', 'components/ui', 'components/charts']
  MAY_IMPORT[`components/${feature}`] = shared
}

const OWN_CODE = '^(app|components|lib|prisma|scripts|bench|e2e|server\\.ts)'
const TESTS = '\\.test\\.tsx?$|(^|/)(fixtures|testing)/|(^|/)test-[a-z-]+\\.ts$'

const folderPattern = (folder) => `^${folder}/`

/** The server opens, closes and probes the store; what is in it is the business of others. */
const STORE_ITSELF = '^lib/store/(db|ready)\\.ts$'

const allowedTargets = (folder, allowed) => [
  ...[folder, ...allowed].map(folderPattern),
  ...(folder === 'lib/server' ? [STORE_ITSELF] : []),
]

const folderRules = Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
  name: `${folder.replace('/', '-')}-imports`,
  comment: `${folder} may import from: ${allowed.join(', ') || 'nothing'}.`,
  severity: 'error',
  from: { path: folderPattern(folder), pathNot: TESTS },
  to: { path: OWN_CODE, pathNot: allowedTargets(folder, allowed) },
}))

module.exports = {
  forbidden: [
    ...folderRules,
    {
      name: 'page-imports',
      comment: 'Pages compose components and read the contract; routes are declarations beside them.',
      severity: 'error',
      from: { path: '^app/', pathNot: `^app/api/|${TESTS}` },
      to: { path: OWN_CODE, pathNot: ['^app/', '^components/', '^lib/contract/'] },
    },
    {
      name: 'page-imports-no-route',
      severity: 'error',
      from: { path: '^app/', pathNot: '^app/api/' },
      to: { path: '^app/api/' },
    },
    {
      name: 'server-imports',
      comment: 'The server binds routes, and opens and closes the store; what they do is elsewhere.',
      severity: 'error',
      from: { path: '^server\\.ts$' },
      to: {
        path: OWN_CODE,
        pathNot: allowedTargets('lib/server', MAY_IMPORT['lib/server']),
      },
    },
    {
      name: 'core-is-pure',
      comment: 'The core uses no package and no part of Node.',
      severity: 'error',
      from: { path: '^lib/core/', pathNot: TESTS },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'core'] },
    },
    {
      name: 'collector-has-no-packages',
      comment: 'The collector runs on nodes with plain Node and no node_modules.',
      severity: 'error',
      from: { path: '^lib/agent/', pathNot: TESTS },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg'] },
    },
    {
      name: 'only-the-store-knows-sql',
      severity: 'error',
      from: { path: '^(app|components|lib|server\\.ts)', pathNot: `^lib/store/|${TESTS}` },
      to: { path: '(^|/)node_modules/(pg|pg-copy-streams|@prisma)/|^prisma/' },
    },
    {
      name: 'no-tests-in-code',
      comment: 'Code that ships does not lean on tests and their helpers.',
      severity: 'error',
      from: { path: '^(app|components|lib|server\\.ts)', pathNot: TESTS },
      to: { path: `${TESTS}|^(scripts|bench|e2e)/` },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|dist|\\.data)/|^prisma/generated/(?!client\\.ts$)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css', '.d.ts'],
    },
  },
}
