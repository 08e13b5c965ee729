import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { type Probed, type ProbeOptions, probe } from '../../infra/cli/probe-command.ts'
import { aFolder } from '../local/scratch.ts'
import { labelled } from '../proof/labelled.ts'
import { fabula } from './command.ts'

type Row = { id: string; text: string } & Record<string, string>

const rowsOf = (rows: ReturnType<typeof labelled>): Row[] =>
  rows.map(({ id, text, labels }) => ({ id, text, label: labels['label'] as string }))

/** A dataset as it is published, of the parts that are given. */
function aDataset(parts: Record<string, Row[]>, folder = aFolder()): string {
  mkdirSync(`${folder}/jsonl`, { recursive: true })
  writeFileSync(`${folder}/manifest.json`, JSON.stringify({ name: 'opinions', version: 'v', columns: [] }))
  for (const [part, rows] of Object.entries(parts)) {
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    writeFileSync(`${folder}/jsonl/${part}-00000-of-00001.jsonl.gz`, gzipSync(lines))
  }
  return folder
}

/** What `--json` prints, without the time that a process takes to start. */
async function asJson(path: string, options: ProbeOptions = {}): Promise<Probed> {
  const printed = vi.spyOn(console, 'log').mockImplementation(() => {})
  onTestFinished(() => printed.mockRestore())
  expect(await probe(path, { ...options, json: true })).toBe(0)
  return JSON.parse(printed.mock.lastCall![0] as string)
}

describe('fabula probe', () => {
  it('tells people what was learned, in words and on a page that asks for nothing', async () => {
    const folder = aDataset({
      train: rowsOf(labelled(300)).map((row) => ({ ...row, '<script>alert(1)</script>': row['label']! })),
    })

    const { code, stdout } = await fabula(['probe', folder])

    expect(code).toBe(0)
    expect(stdout).toContain('opinions')
    expect(stdout).toMatch(/kept from training by a\s+hash/)
    expect(stdout).toMatch(/test: 100 % right .* macro-F1 1\.00/)
    expect(stdout).toContain('too easy')
    const page = readFileSync(`${folder}/probe.html`, 'utf8')
    expect(page).toContain('<svg')
    expect(page).not.toMatch(/<script|(src|href)="(?!data:)/)
  })

  it('tests on the test split where there is one, with the rows of validation where it is small', async () => {
    const [train, validation, test] = [
      labelled(200, { shown: 8 }),
      labelled(30, { key: 2 }),
      labelled(40, { key: 3 }),
    ].map(rowsOf)

    const { rows } = await asJson(aDataset({ train: train!, validation: validation!, test: test! }))

    expect(rows).toMatchObject({ train: 200, test: 70, testFrom: 'test and validation' })
  })

  it('says how many test rows it has seen in training', async () => {
    const rows = rowsOf(labelled(150))

    expect((await asJson(aDataset({ train: rows, test: rows.slice(0, 100) }))).rows.twins).toBe(100)
  })

  it('reads Parquet, and real text in Parquet and CSV', async () => {
    const folder = aFolder()
    mkdirSync(`${folder}/data`)
    const columns = (rows: Row[], [text, label]: [string, string]) => [
      { name: 'id', data: rows.map(({ id }) => id) },
      { name: text, data: rows.map((row) => row.text) },
      { name: label, data: rows.map((row) => row['label']!) },
    ]
    const write = (path: string, columnData: ReturnType<typeof columns>) =>
      writeFileSync(path, new Uint8Array(parquetWriteBuffer({ columnData })))
    write(`${folder}/data/train-00000-of-00001.parquet`, columns(rowsOf(labelled(200)), ['text', 'label']))
    const real = rowsOf(labelled(60, { key: 5 }))
    write(`${folder}/real.parquet`, columns(real, ['Review', 'Label']))
    const csv = real.map(({ text, label }) => `"${text}, ""he said""",${label === 'good' ? 'POS' : 'neg'}\r\n`).join('')
    writeFileSync(`${folder}/real.csv`, `\uFEFFsaid, mood\r\n${csv}`)

    const ofParquet = await asJson(folder, { real: `${folder}/real.parquet` })
    const ofCsv = await asJson(folder, {
      ...{ real: `${folder}/real.csv`, textColumn: 'said', labelColumn: 'mood' },
      map: new Map(Object.entries({ pos: 'good', neg: 'bad' })),
    })

    for (const { labels } of [ofParquet, ofCsv]) {
      expect(labels[0]!.real).toMatchObject({ rows: 60, unmatched: [] })
      expect(labels[0]!.real!.accuracy).toBeGreaterThan(0.9)
    }
  })

  it('looks for documents by their queries, and takes the newest dataset of a folder', async () => {
    const out = aFolder()
    aDataset({ train: rowsOf(labelled(20)) }, `${out}/old/v1`)
    const queries = Array.from({ length: 40 }, (_, i) => ({
      ...{ id: `q-${i}`, text: `where is subject${i % 20}`, document: `d${i % 20}` },
      ...{ kind: i % 2 ? 'question' : 'claim', passage: `All about subject${i % 20} and more.` },
    }))
    const folder = aDataset({ train: queries }, `${out}/new/v2`)
    const manifest = { name: 'found', version: 'v2', closedAt: new Date(Date.now() + 60_000).toISOString() }
    writeFileSync(`${folder}/manifest.json`, JSON.stringify(manifest))

    const { dataset, queries: trip } = await asJson(out)

    expect(dataset.name).toBe('found')
    expect(trip).toMatchObject({ queries: 40, documents: 20, at1: 1, mrr: 1 })
  })

  it.each<[string, () => [string, ProbeOptions?], RegExp]>([
    ['a folder that is not there', () => ['/nowhere/at/all'], /is not there/],
    ['a folder without a dataset', () => [aFolder()], /no dataset in/],
    ['a label that is not there', () => [opinions(), { label: 'mood' }], /no column "mood"\. There are: label/],
    ['texts alone', () => [aDataset({ train: [{ id: '1', text: 'a' }] })], /has no label/],
    ['no rows', () => [aDataset({ train: [] })], /has no rows/],
    ['no real file', () => [opinions(), { real: 'lost.csv' }], /lost\.csv is not there/],
    [
      'a real file of another kind',
      () => [opinions(), { real: 'LICENSE' }],
      /LICENSE cannot be read\. What can: \.csv/,
    ],
    ['a real file that is no list', () => [opinions(), { real: 'package.json' }], /package\.json should hold a list/],
  ])('refuses %s in words', async (_, args, words) => {
    await expect(probe(...withOptions(args()))).rejects.toThrow(words)
  })

  it('refuses a broken map before anything is read', async () => {
    const { code, stderr } = await fabula(['probe', aFolder(), '--map', 'pos'])

    expect(code).toBe(2)
    expect(stderr).toMatch(/pairs such as/)
  })
})

const opinions = () => aDataset({ train: rowsOf(labelled(20)) })

const withOptions = ([path, options = {}]: [string, ProbeOptions?]): [string, ProbeOptions] => [path, options]
