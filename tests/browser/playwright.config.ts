import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import { ARGS, chromium } from '../../scripts/lib/chromium.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const baseURL = 'http://127.0.0.1:8099'

// Playwright would look for a browser that it has downloaded itself.
const executablePath = chromium()
if (!executablePath) throw new Error('There is no Chromium: run scripts/setup test first.')

export default defineConfig({
  testDir: '.',
  outputDir: `${root}/test-results`,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  fullyParallel: true,
  reporter: 'list',
  use: {
    baseURL,
    browserName: 'chromium',
    headless: true,
    launchOptions: { executablePath, args: ARGS },
  },
  webServer: {
    command: 'node scripts/server.mjs dist 8099',
    cwd: root,
    url: baseURL,
    reuseExistingServer: false,
  },
})
