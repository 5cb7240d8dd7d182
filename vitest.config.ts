import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const alias = {
  '@': fileURLToPath(new URL('.', import.meta.url)),
}
const shared = { environment: 'node' as const, maxWorkers: 2 }
const system = { fileParallelism: false, testTimeout: 300_000, hookTimeout: 120_000 }
/** Minutes of scraping with hardly any work, so they run beside something else. */
const REAL_SENDERS = 'e2e/system/real-senders.system.test.ts'

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'unit',
          include: ['{lib,app,components,scripts,bench,e2e}/**/*.test.{ts,tsx,mjs}', '*.test.ts'],
          exclude: ['**/*.{int,system}.test.*', '**/node_modules/**'],
          testTimeout: 20_000,
        },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'integration',
          include: ['{lib,app,scripts}/**/*.int.test.{ts,mjs}'],
          globalSetup: 'scripts/test-postgres.mjs',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          ...system,
          name: 'system',
          include: ['{e2e,scripts}/**/*.system.test.{ts,mjs}'],
          exclude: [REAL_SENDERS],
        },
      },
      { resolve: { alias }, test: { ...shared, ...system, name: 'senders', include: [REAL_SENDERS] } },
    ],
  },
})
