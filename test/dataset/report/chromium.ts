import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/** Path of a Chromium: that which CHROMIUM names, or where distributions put it. */
export const chromiumPath = [process.env['CHROMIUM'], ...PLACES].find((path) => path !== undefined && existsSync(path))

/** Why tests in a browser are skipped, for their title. */
export const browserNote = chromiumPath === undefined ? ' (skipped: no Chromium; set CHROMIUM to the path of one)' : ''

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath!, args: ['--no-sandbox', '--disable-dev-shm-usage'] })

export interface Opened {
  page: Page
  /** Everything that went wrong, or that the page asked of anybody. */
  troubles: string[]
}

/** Opens a file as somebody does who double-clicks on it. */
export async function openFile(
  browser: Browser,
  path: string,
  options: { colorScheme?: 'light' | 'dark'; viewport?: { width: number; height: number } } = {},
): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options })
  const troubles: string[] = []
  page.on('console', (message) => troubles.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`))
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (request.url() !== `file://${path}` && !request.url().startsWith('data:')) troubles.push(request.url())
  })
  await page.goto(`file://${path}`)
  return { page, troubles }
}
