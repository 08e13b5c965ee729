import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Measures } from '../../../shared/dataset/measures/measures.ts'
import { Tally } from '../../../shared/dataset/measures/tally.ts'
import { diversityVerdict, findings } from '../../../shared/dataset/report/findings.ts'
import { escaped } from '../../../shared/dataset/report/html.ts'
import { packed } from '../../../shared/dataset/report/packed.ts'
import { MOST_SHOWN, ShownSamples, shownSample } from '../../../shared/dataset/report/records.ts'
import type { Ended } from '../../../shared/sample/record.ts'
import { MemoryStore } from '../../ports/memory-store.ts'
import { aCall, accepted, aRun, failed, published, rejected } from '../a-run.ts'

const measured = async (texts: readonly string[], left: readonly Ended[] = []): Promise<Measures> => {
  const samples = texts.length + left.length
  const tally = new Tally({ recipe: aRun().recipe, seed: '7', collections: {}, columns: [], samples })
  for (const [i, text] of texts.entries()) tally.add(accepted(i), [{ row: { id: `r-${i}`, text } }])
  for (const sample of left) tally.add(sample, [])
  return tally.measures()
}
const words = ['sea', 'hill', 'lamp', 'fish', 'road', 'tree', 'bird', 'wind', 'rain', 'door', 'king', 'soup']
const differing = (i: number): string =>
  Array.from({ length: 12 }, (_, k) => words[(i * (k + 1) + (i >> 2) * k) % words.length]! + (i * 7 + k)).join(' ')
const some = (n: number): string[] => Array.from({ length: n }, (_, i) => differing(i))

describe('what the report says in plain words', () => {
  it('names the opening that texts share, and how many do', async () => {
    const texts = some(100).map((text, i) => (i < 73 ? `Once upon a time ${text}` : text))
    expect(diversityVerdict(await measured(texts))).toEqual({ tone: 'bad', text: '73 % of texts open alike' })
    expect((await findings(await measured(texts)))[0]).toEqual({
      tone: 'bad',
      text: '73 % of texts open with “once upon a time”.',
    })
  })

  it('finds nothing to say against texts that differ, and claims nothing of a handful', async () => {
    expect(diversityVerdict(await measured(some(60)))).toMatchObject({ tone: 'good' })
    expect(diversityVerdict(await measured(['One text.']))).toEqual({ tone: 'look', text: '1 text: too few to tell' })
  })

  it('says how much was left out, and why most often', async () => {
    const [first] = findings(await measured(some(2), [rejected(2), rejected(3), failed(4)]))
    expect(first).toEqual({
      tone: 'bad',
      text: '60 % of samples were left out: 2 rejected, 1 failed. Most often: the word "boat" is missing.',
    })
  })
})

describe('report.html', () => {
  const report = async (samples: readonly Ended[], more: Parameters<typeof aRun>[0] = {}) => {
    const read = await published(new MemoryStore(), aRun(more), samples)
    return { html: await read.text('report.html'), read }
  }

  it('is listed in the manifest with its hash, and so are the measures', async () => {
    const { read } = await report([accepted(0), rejected(1)])
    const { files } = await read.manifest()
    for (const path of ['report.html', 'measures.json']) {
      const sha256 = createHash('sha256')
        .update(await read.bytes(path))
        .digest('hex')
      expect(files.find((file) => file.path === path)).toMatchObject({ sha256, rows: 0 })
    }
  })

  it('has the same bytes when it is made again', async () => {
    const samples = [accepted(0), rejected(1), failed(2), accepted(3)]
    expect((await report(samples)).html).toBe((await report(samples)).html)
  })

  it('lets nothing run but its own script and style, by their hashes', async () => {
    const { html } = await report([accepted(0)])
    const hash = (tag: string) => {
      const text = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html)![1]!
      return `&#39;sha256-${createHash('sha256').update(text).digest('base64')}&#39;`
    }
    expect(html).toContain(
      `content="default-src &#39;none&#39;; script-src ${hash('script')}; style-src ${hash('style')}; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    )
    expect(html).not.toMatch(/ style="/)
    expect(html).not.toMatch(/(?:src|href)="(?!#|data:)/)
  })

  it.each([
    ['no sample', []],
    ['nothing accepted', [rejected(0), failed(1)]],
    ['an empty text', [accepted(0, { output: { text: '', labels: {} } })]],
    ['one sample', [accepted(0)]],
  ] as [string, Ended[]][])('can be made of a run with %s', async (_, samples) => {
    const { html } = await report(samples)
    expect(html).toContain('At a glance')
    const written = html.replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, '')
    expect(written).not.toMatch(/NaN|Infinity|undefined|null/)
  })

  it('says of the offline grammar that its text is not for training', async () => {
    expect((await report([accepted(0)], { endpoint: 'offline' })).html).toContain('Not for training.')
    expect((await report([accepted(0)])).html).not.toContain('Not for training.')
  })

  it('says unknown of money without a price', async () => {
    const { html } = await report([accepted(0)], { prices: {} })
    expect(html).toContain('no price is known for gpt-6-luna')
  })
})

describe('the samples in the report', () => {
  const unpack = (base64: string): { i: number; state: string }[] =>
    JSON.parse(gunzipSync(Buffer.from(base64, 'base64')).toString())

  it('are all of them in their order, where they fit', async () => {
    const shown = new ShownSamples()
    for (const sample of [rejected(1), accepted(0), failed(3), accepted(2)]) shown.add(sample, [])
    const { base64, shown: n } = await packed(shown)
    expect(n).toBe(4)
    expect(unpack(base64).map(({ i }) => i)).toEqual([0, 1, 2, 3])
  })

  it('are a sample of many, with more of what was left out, whatever the order they came in', async () => {
    const all = Array.from({ length: 8_000 }, (_, i) => (i % 20 === 0 ? rejected(i) : accepted(i)))
    const packedOf = async (samples: readonly Ended[]) => {
      const shown = new ShownSamples()
      for (const sample of samples) shown.add(sample, [])
      return packed(shown)
    }
    const { base64, shown } = await packedOf(all)
    expect(shown).toBeLessThanOrEqual(MOST_SHOWN)
    expect(unpack(base64).filter(({ state }) => state === 'rejected').length).toBe(400)
    expect((await packedOf([...all].reverse())).base64).toBe(base64)
  })

  it('stay within the bytes that the page may have', async () => {
    const noise = (i: number) => createHash('sha512').update(String(i)).digest('base64')
    const items = (from: number, n: number) =>
      Array.from({ length: n }, (_, k) => JSON.stringify({ i: from + k, text: noise(from + k) }))
    const samples = { items: () => ({ accepted: items(0, 800), rejected: items(800, 150), failed: items(950, 50) }) }
    const { base64, shown } = await packed(samples, 40_000)
    expect(base64.length).toBeLessThanOrEqual(40_000)
    expect(shown).toBeGreaterThan(200)
    expect(unpack(base64)).toHaveLength(shown)
  })

  it('are cut where a text is longer than anybody reads', () => {
    const sample = accepted(0, { work: { calls: [aCall({ completion: 'x'.repeat(100_000) })], texts: {} } })
    const { calls } = shownSample(sample, [])
    expect(calls[0]!.answer).toMatch(/x… \(88000 more characters\)$/)
  })
})

describe('markup', () => {
  it('holds no character that would end a text, an attribute or a line of script', () => {
    expect(escaped('<a b="c" d=\'e\'>&\u0000\ud800')).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;\ufffd\ufffd')
  })
})
