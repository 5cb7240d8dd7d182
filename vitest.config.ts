import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const alias = {
  '@': fileURLToPath(new URL('.', import.meta.url)),
  'server-only': fileURLToPath(new URL('node_modules/server-only/empty.js', import.meta.url)),
}
const shared = { environment: 'node' as const, maxWorkers: 2 }

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'unit',
          include: ['{lib,app,components,scripts,bench}/**/*.test.{ts,tsx}', '*.test.ts'],
          exclude: ['**/*.int.test.ts', '**/*.system.test.ts', '**/node_modules/**'],
          testTimeout: 20_000,
        },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'integration',
          include: ['{lib,app,scripts}/**/*.int.test.ts', '*.int.test.ts'],
          globalSetup: 'scripts/test-postgres.mjs',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'system',
          include: ['{lib,scripts,e2e}/**/*.system.test.ts', '*.system.test.ts'],
          globalSetup: 'scripts/test-postgres.mjs',
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
