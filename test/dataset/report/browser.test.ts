import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Ended } from '../../../shared/sample/record.ts'
import { MemoryStore } from '../../ports/memory-store.ts'
import { aCall, accepted, aRun, failed, published, rejected } from '../a-run.ts'
import { browserNote, chromiumPath, openFile, startBrowser } from './chromium.ts'

const HOSTILE = [
  '<script>alert("ran")</script>',
  '</script><script>alert("out")</script>',
  '<img src="https://evil.example/x.png" onerror="alert(1)">',
  '<!-- <script> \u2028 \u2029 ]]> &lt;b&gt; "quoted" \'too\'',
].join('\n')

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

function samples(): Ended[] {
  const noun = ['boat', 'cat', 'dog', '<b onclick=alert(2)>sly</b>']
  return Array.from({ length: 60 }, (_, i): Ended => {
    const draw = { noun: noun[i % 4]! }
    const labels = { noun: draw.noun, features: [i % 2 === 0 ? 'Twist' : 'Moral'] }
    if (i === 7) return rejected(i, { draw, reason: `the word "${HOSTILE}" is missing` })
    if (i === 8) return failed(i, { draw, reason: 'the endpoint answered 503', possibly: 90_000 })
    const text = i === 3 ? HOSTILE : `Once upon a time the ${draw.noun} number ${i} went to see the sea.`
    const calls = [
      aCall({ stage: 'summary', messages: [{ role: 'user', content: HOSTILE }] }),
      aCall({
        completion: text,
        verdicts: [
          { stage: 'story', check: 'uses', verdict: i % 5 === 0 ? 'fail' : 'pass', required: false, reason: 'no boat' },
        ],
      }),
    ]
    return accepted(i, { draw, output: { text, labels }, work: { calls, texts: {} } })
  })
}

describe.skipIf(chromiumPath === undefined)(`the report in a browser${browserNote}`, () => {
  let browser: Browser
  let folder: string
  let path: string

  beforeAll(async () => {
    const run = aRun()
    const entities = { noun: { kind: 'list' as const, values: ['boat', 'cat', 'dog', '<b onclick=alert(2)>sly</b>'] } }
    const hostileRun = { ...run, count: 60, recipe: { ...run.recipe, entities }, seed: '<script>alert(3)</script>' }
    const read = await published(new MemoryStore(), hostileRun, samples())
    folder = await mkdtemp(join(tmpdir(), 'fabula-report-'))
    path = join(folder, 'report.html')
    await writeFile(path, await read.bytes('report.html'))
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await rm(folder, { recursive: true, force: true })
  })

  const options = (page: Page) => page.locator('#list [role="option"]')
  const open = async (more: Parameters<typeof openFile>[2] = {}) => {
    const opened = await openFile(browser, path, more)
    await opened.page.locator('#list').waitFor()
    return opened
  }
  const focused = (page: Page) => page.evaluate('document.activeElement.id')

  describe('on a wide screen', () => {
    let page: Page
    let troubles: string[]
    beforeAll(async () => {
      ;({ page, troubles } = await open())
    })
    beforeEach(async () => {
      await page.selectOption('#sort', 'number')
      await page.evaluate("document.getElementById('clear').click()")
    })
    // A page that asks for something, logs something or lets a text run script does not pass, whichever test it was in.
    afterEach(() => expect(troubles).toEqual([]))
    afterAll(() => page.close())

    it('tells rows, money, adherence and diversity at a glance', async () => {
      const glance = await page.locator('#glance').innerText()
      expect(glance).toContain('58')
      expect(glance).toMatch(/98 % of texts open alike/)
      expect(glance).toMatch(/\$0\.00/)
      expect(await page.locator('svg.chart').count()).toBeGreaterThan(4)
      expect(await page.locator('h1').innerText()).toBe('tales')
    })

    it('shows what a model wrote as text, whatever it wrote', async () => {
      await page.fill('#query', 'evil.example')
      await page.selectOption('#sort', 'longest')
      await options(page).first().click()
      await page.locator('#detail summary').first().click()

      const shown = await page.locator('#detail').textContent()
      for (const line of HOSTILE.split('\n')) expect(shown).toContain(line)
      expect(await page.locator('#detail img, #detail script, #detail b').count()).toBe(0)
      expect(await page.locator('script').count()).toBe(2)
      expect(await page.content()).not.toContain('<b onclick')
    })

    it('finds samples by search, state, check, cost, label and entity', async () => {
      const found = () => page.locator('#status').innerText()
      expect(await found()).toBe('60 samples')

      await page.fill('#query', 'NUMBER 12 ')
      await expect.poll(found).toBe('1 sample of 60')
      await page.fill('#query', '')
      await page.selectOption('#state', 'rejected')
      await expect.poll(found).toBe('1 sample of 60')
      await page.selectOption('#state', '')
      await page.selectOption('#check', { label: 'story: uses, missed (13)' })
      await expect.poll(found).toBe('13 samples of 60')
      await page.selectOption('#check', '')
      await page.selectOption('#cost', 'unsure')
      await expect.poll(found).toBe('1 sample of 60')
      await page.selectOption('#cost', '')
      await page.selectOption('#facet', 'label features')
      await page.selectOption('#value', 'Moral')
      await page.selectOption('#facet', 'entity noun')
      await page.selectOption('#value', 'cat')
      await expect.poll(found).toBe('15 samples of 60')
      expect(await page.locator('.chip').allInnerTexts()).toEqual(['label: features = Moral ×', 'entity: noun = cat ×'])
      await page.locator('.chip').first().click()
      await page.fill('#query', 'no text has this')
      await expect.poll(found).toBe('0 samples of 60')
      await page.click('#clear')
      await expect.poll(found).toBe('60 samples')
    })

    it('opens a sample to its draw, prompts, answers, checks and cost', async () => {
      await page.fill('#query', 'number 10 ')
      await expect.poll(() => options(page).count()).toBe(1)
      await options(page).first().click()
      const detail = await page.locator('#detail').innerText()
      for (const words of [
        'Sample 10',
        'dog number 10',
        'noun',
        'story',
        'try 1',
        'no boat',
        '20 in, 10 out',
        '$0.0000131',
      ]) {
        expect(detail).toContain(words)
      }
    })

    it('can be used by keys alone', async () => {
      await page.locator('#theme').focus()
      await page.keyboard.press('/')
      expect(await focused(page)).toBe('query')
      for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowDown')
      expect(await page.locator('[aria-selected="true"] .number').innerText()).toBe('#2')
      await page.keyboard.press('Enter')
      expect(await focused(page)).toBe('detail')
      await page.keyboard.press('ArrowRight')
      expect(await page.locator('#detail h3').innerText()).toContain('Sample 3')
      await page.keyboard.press('Escape')
      expect(await focused(page)).toBe('list')
      await page.keyboard.press('End')
      expect(await page.locator('[aria-selected="true"] .number').innerText()).toBe('#59')
    })

    it('is free of what axe finds wrong, in light and in dark', async () => {
      // Few of the list: each is as the others, and axe looks at every one.
      await page.fill('#query', 'number 5')
      await expect.poll(() => options(page).count()).toBe(11)
      await options(page).nth(0).click()
      await page.evaluate(axe)
      expect(await violations(page, {})).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      // All else is the same in the dark.
      expect(await violations(page, { runOnly: ['color-contrast', 'link-in-text-block'] })).toEqual([])
      const ink = () => page.evaluate<string>('getComputedStyle(document.body).color')
      const dark = await ink()
      await page.click('#theme')
      expect(await ink()).not.toBe(dark)
    })
  })

  it('fits a phone: nothing is wider than the screen, and a sample covers the list', async () => {
    const { page } = await open({ viewport: { width: 390, height: 844 } })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    expect(await page.locator('#detail').isVisible()).toBe(false)
    await options(page).nth(2).click()
    expect(await page.locator('#detail').boundingBox()).toMatchObject({ x: 0, y: 0, width: 390, height: 844 })
    await page.click('.back')
    expect(await page.locator('#detail').isVisible()).toBe(false)
    await page.close()
  })

  it('says so where the browser runs no script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`file://${path}`)
    expect(await page.locator('noscript .banner, .banner').first().innerText()).toContain('script')
    expect(await page.locator('#glance').innerText()).toContain('58')
    await context.close()
  })
})

/** In the page, where axe was put before. */
async function violations(page: Page, options: { runOnly?: string[] }): Promise<string[]> {
  const { violations: found } = await page.evaluate<{
    violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[]
  }>(`axe.run(${JSON.stringify(options)})`)
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))
}
