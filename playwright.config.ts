import { existsSync } from 'node:fs'
import { chromium, defineConfig, devices } from '@playwright/test'

const PORT = Number(process.env.E2E_PORT ?? 3199)
const BASE_URL = `http://127.0.0.1:${String(PORT)}`
const SYSTEM_CHROMIUM = '/usr/bin/chromium'
const FIRST = 'first-sample.spec.ts'
/** Its thousands of nodes would push those of other journeys off the screen. */
const LAST = 'large-fleet.spec.ts'

const ownBrowser = existsSync(chromium.executablePath())
const launchOptions = ownBrowser
  ? {}
  : {
      executablePath: process.env.CHROMIUM ?? SYSTEM_CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-dev-shm-usage',
      ],
    }

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results/browser',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: BASE_URL,
    launchOptions,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'empty', testMatch: FIRST },
    { name: 'journeys', testIgnore: [FIRST, LAST], dependencies: ['empty'] },
    { name: 'large', testMatch: LAST, dependencies: ['journeys'] },
  ],
  webServer: {
    command: 'node scripts/e2e-server.mjs',
    url: `${BASE_URL}/readyz`,
    env: { PORT: String(PORT) },
    timeout: 300_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
  },
})
