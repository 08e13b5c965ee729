import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findDataset } from '../../infra/cli/datasets.ts'
import type { Run } from '../../shared/run/run.ts'
import type { Ended } from '../../shared/sample/record.ts'
import { accepted, aRun, published, rejected } from '../dataset/a-run.ts'
import { MemoryStore } from '../ports/memory-store.ts'
import { fabula } from './command.ts'

const nouns = ['boat', 'cat', 'dog', 'hill', 'lamp', 'soup', 'king', 'door']
const differing = (i: number) =>
  `${nouns[i % 8]} ${i} and a ${nouns[(i * 3 + (i >> 3)) % 8]} ${i * 7} met ${nouns[(i >> 1) % 8]} number ${i * 13}`
const told = (n: number, text: (i: number) => string, left: readonly Ended[] = []): Ended[] => [
  ...Array.from({ length: n }, (_, i) => accepted(i, { output: { text: text(i), labels: {} } })),
  ...left,
]

describe('looking at datasets', () => {
  let out: string
  const lay = async (run: Run, samples: readonly Ended[]) => {
    const store = new MemoryStore()
    await published(store, run, samples)
    for (const [key, { body }] of store.objects) {
      if (!key.startsWith('datasets/')) continue
      const path = join(out, key.slice('datasets/'.length))
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, body)
    }
  }

  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), 'fabula-compare-'))
    const { recipe } = aRun()
    await lay(
      aRun({ id: 'r1', createdAt: Date.UTC(2026, 0, 1) }),
      told(40, (i) => `Once upon a time there was ${differing(i)}`),
    )
    const diverse = { ...recipe, name: 'varied', model: { ...recipe.model, temperature: 1.3 } }
    await lay(
      aRun({ id: 'r2', createdAt: Date.UTC(2026, 0, 3), recipe: diverse }),
      told(25, differing, [rejected(25), rejected(26)]),
    )
    await lay(aRun({ id: 'r3', createdAt: Date.UTC(2026, 0, 2) }), told(3, differing))
  })
  afterAll(() => rm(out, { recursive: true, force: true }))

  describe('fabula view', () => {
    it.each([
      ['the newest of all', undefined, 'varied/r2.2'],
      ['the newest of a name', 'tales', 'tales/r3.2'],
      ['a run', 'r1', 'tales/r1.2'],
      ['a version', 'r1.2', 'tales/r1.2'],
    ])('finds %s', async (_, meant, folder) => {
      expect((await findDataset(meant, out)).folder).toBe(join(out, folder))
    })

    it.each([
      ['a folder of one version', 'tales/r1.2', 'tales/r1.2'],
      ['a folder of versions', 'tales', 'tales/r3.2'],
      ['a folder of datasets', '.', 'varied/r2.2'],
      ['a report', 'tales/r1.2/report.html', 'tales/r1.2'],
    ])('finds %s', async (_, meant, folder) => {
      expect((await findDataset(join(out, meant), '/nowhere')).folder).toBe(join(out, folder))
    })

    it('prints where the report is, and ends well where there is no screen', async () => {
      const { code, stdout, stderr } = await fabula(['view', '--out', out], { DISPLAY: '', WAYLAND_DISPLAY: '' })
      expect({ code, stdout }).toEqual({ code: 0, stdout: `${join(out, 'varied/r2.2/report.html')}\n` })
      expect(stderr).toContain('no screen')
    })

    it('says what there is where it finds nothing', async () => {
      const { code, stderr } = await fabula(['view', 'novels', '--out', out])
      expect(code).toBe(2)
      expect(stderr).toContain('"novels"')
      expect(stderr).toContain('There are: tales, varied.')
      expect(stderr).not.toContain('    at ')
    })
  })

  describe('fabula compare', () => {
    it('puts datasets side by side on as many texts of each, and says which is which', async () => {
      const to = join(out, 'compare.html')
      const { code, stdout } = await fabula(['compare', 'r1', 'varied', '--out', out, '--to', to, '--json'])
      const result = JSON.parse(stdout)

      expect(code).toBe(0)
      expect(result.texts).toBe(25)
      expect(result.datasets.map(({ version }: { version: string }) => version)).toEqual(['r1.2', 'r2.2'])
      const figure = (name: string) => result.figures.find((one: { name: string }) => one.name === name)
      expect(figure('commonest opening')).toMatchObject({ values: [1, 0.04], best: 1, better: 'less' })
      expect(figure('came through')).toMatchObject({ values: [1, 25 / 27], best: 0 })
      // What was rejected makes the rows of the other dearer, though not by a twentieth.
      expect(figure('1,000 rows').values[1]).toBeGreaterThan(figure('1,000 rows').values[0])
      expect(figure('1,000 rows').best).toBeUndefined()
      expect(result.settings).toContainEqual({ name: 'temperature', values: ['not set', '1.3'] })
      expect(result.verdicts.join(' ')).toMatch(/B has the most diverse texts/)
      const html = await readFile(to, 'utf8')
      expect(html).toContain('default-src &#39;none&#39;')
      expect(html).toContain('Money against likeness')
    })

    it('prints a table for people, with stars at what is best', async () => {
      const { stdout } = await fabula(['compare', 'r1', 'varied', '--out', out, '--to', join(out, 'c.html')])
      expect(stdout).toMatch(/^commonest opening ↓ +100 % +4 % \*/m)
      expect(stdout).toContain('Texts: 25 of each')
      expect(stdout.trimEnd().split('\n').at(-1)).toBe(join(out, 'c.html'))
    })

    it('tells datasets of one recipe apart, and looks at no more texts than were asked for', async () => {
      const { stdout } = await fabula([
        'compare',
        'r1',
        'r3',
        '--out',
        out,
        '--to',
        join(out, 'c.html'),
        '--json',
        '--rows',
        '2',
      ])
      const { names, texts } = JSON.parse(stdout)
      expect(texts).toBe(2)
      expect(new Set(names).size).toBe(2)
    })

    it.each([
      ['one alone', ['r1'], 'two datasets or more'],
      ['one that is not there', ['r1', 'novels'], 'There is no dataset "novels"'],
    ])('refuses %s', async (_, names, words) => {
      const { code, stderr } = await fabula(['compare', ...names, '--out', out, '--to', join(out, 'c.html')])
      expect(code).toBe(2)
      expect(stderr).toContain(words)
    })
  })
})
