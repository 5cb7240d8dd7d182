import next from 'eslint-config-next/core-web-vitals'
import tseslint from 'typescript-eslint'

const CODE = ['**/*.ts', '**/*.tsx']
/** What renders: the rules of React and of its compiler take their time and find nothing elsewhere. */
const RENDERED = ['app/**', 'components/**']
const HELPERS = ['**/fixtures/**', '**/testing/**']
const TESTS = ['**/*.test.ts', '**/*.test.tsx', '**/*.test.mjs', 'e2e/**/*.ts']

const noSleep = {
  selector: "CallExpression[callee.property.name='waitForTimeout']",
  message: 'Wait for a condition, not for time.',
}
const noTimer = {
  selector: "NewExpression[callee.name='Promise'] CallExpression[callee.name='setTimeout']",
  message: 'Wait for a condition with a bound, not for time.',
}
const noBareDate = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date']",
  message: 'The core has no clock: pass nowMs in.',
}

export default tseslint.config(
  {
    ignores: [
      '.next/**',
      'dist/**',
      '.data/**',
      'prisma/generated/**',
      'next-env.d.ts',
      'coverage/**',
      'test-results/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { files: ['**/*.mts'], languageOptions: { parser: tseslint.parser } },
  ...next.map((config) => (config.rules === undefined ? config : { ...config, files: RENDERED })),
  ...tseslint.configs.strict.map((config) => ({ ...config, files: config.files ?? CODE })),
  {
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300 }],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'prefer-const': 'error',
    },
  },
  {
    files: CODE,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // React Compiler is not used, so what it would skip is no finding.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
  {
    files: ['app/**', 'components/**', 'lib/**', 'server.ts'],
    ignores: [
      'app/**/{page,layout,error,not-found,loading,global-error,template,default}.tsx',
      'app/**/*.d.ts',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Exports are named.' },
        { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file itself.' },
      ],
    },
  },
  {
    files: ['lib/core/**/*.ts'],
    ignores: [...TESTS, ...HELPERS],
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          'process',
          'performance',
          'fetch',
          'setTimeout',
          'setInterval',
          'setImmediate',
          'crypto',
          'Buffer',
        ].map((name) => ({ name, message: 'The core has no clock, no I/O and no environment.' })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The core has no clock: pass nowMs in.' },
        { object: 'Math', property: 'random', message: 'The core is deterministic: pass the numbers in.' },
        { object: 'globalThis', property: 'process', message: 'The core has no environment.' },
      ],
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(?!\\.|@/lib/core/)', message: 'The core imports nothing but itself.' }] },
      ],
      'no-restricted-syntax': [
        'error',
        noBareDate,
        { selector: 'ExportDefaultDeclaration', message: 'Exports are named.' },
        { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file itself.' },
      ],
    },
  },
  {
    files: TESTS,
    rules: {
      'no-restricted-syntax': ['error', noSleep, noTimer],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'node:timers/promises',
              importNames: ['setTimeout'],
              message: 'Wait for a condition, not for time.',
            },
          ],
        },
      ],
    },
  },
)
