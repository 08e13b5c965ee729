import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ExportOptions, exportDataset } from '../../infra/cli/export/export.ts'
import type { Row } from '../../shared/dataset/row.ts'
import { accepted, aRun, rejected } from '../dataset/a-run.ts'
import { publishedFolder, scratch } from '../dataset/published-folder.ts'

const folder = scratch()
const base = aRun()
const run = aRun({
  recipe: {
    ...base.recipe,
    output: { text: '', labels: { label: '', question: '', answer: '' }, split: { validation: 0, test: 0.1 } },
  },
})
const WORDS = ['red', 'green', 'blue', 'old', 'new', 'tall', 'small', 'warm', 'cold', 'kind']

/** Like no other. */
const textOf = (i: number): string =>
  Array.from({ length: 30 }, (_, n) => `${WORDS[(i * 7 + n * n) % 10]}${(i * 31 + n * 17) % 89}`).join(' ')

const samples = Array.from({ length: 60 }, (_, i) =>
  i === 5
    ? rejected(i)
    : accepted(i, {
        output: {
          text: textOf(i),
          labels: { label: i % 2 ? 'odd' : 'even', question: `What is ${i}?`, answer: `${i}` },
        },
      }),
)

let dataset: string
let made = 0
beforeAll(async () => {
  dataset = await publishedFolder(run, samples, folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function exported(options: Partial<ExportOptions> & Pick<ExportOptions, 'format'>, argument = dataset) {
  made += 1
  const out = join(folder, `export-${made}`)
  const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    await exportDataset(argument, { out, runs: folder, words: 13, json: true, ...options })
    const result = JSON.parse(String(said.mock.calls.at(-1)![0]))
    return { out, result, read: (file: string) => readFileSync(join(out, file), 'utf8') }
  } finally {
    said.mockRestore()
  }
}

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const rowsIn = (text: string): Row[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)

describe('fabula export', () => {
  it('writes each split of a dataset in a format', async () => {
    const { result, read } = await exported({ format: 'fasttext' })
    expect(result.files).toEqual([
      { file: 'test.txt', rows: 6 },
      { file: 'train.txt', rows: 53 },
    ])
    expect(read('train.txt')).toContain(`__label__even ${textOf(0)}\n`)
  })

  it('finds the dataset of a run, of a version, and of the folder above', async () => {
    for (const argument of ['r1', join(dataset, 'r1.2'), folder]) {
      const { result } = await exported({ format: 'csv' }, argument)
      expect(result.files).toHaveLength(2)
    }
  })

  it('takes roles from the command line', async () => {
    const { read } = await exported({ format: 'alpaca', as: ['prompt=question', 'completion=answer'] })
    expect(rowsIn(read('train.jsonl'))[0]).toEqual({ instruction: 'What is 0?', input: '', output: '0' })
  })

  it('leaves out the rows whose ids are given, and says which it does not know', async () => {
    const { result, read } = await exported({ format: 'csv', exclude: file('ids.txt', 'r1-0\r\n\r\nr1-7\nr9-9\n') })
    expect(result).toMatchObject({ leftOut: { excluded: 2 }, unknown: 1 })
    expect(read('train.csv')).not.toContain('r1-0,')
  })

  it('leaves out rows that share thirteen words with a text of the user', async () => {
    const words = textOf(8).split(' ')
    const real = [
      `Before ${words.slice(3, 16).join(', ').toUpperCase()} after`,
      words.slice(20, 30).concat('end').join(' '),
    ]
    const decontaminate = file('tests.jsonl', real.map((text) => JSON.stringify({ text })).join('\n'))
    const { result, read } = await exported({ format: 'trl-text', decontaminate })
    expect(result.leftOut.contaminated).toBe(1)
    expect(read('train.jsonl')).not.toContain(textOf(8))
  })

  it('adds rows of the user to training in a share, each with its origin', async () => {
    const real = Array.from({ length: 50 }, (_, n) => JSON.stringify({ text: `Real ${n}`, label: 'odd', more: 1 }))
    const mix = `${file('real.jsonl', real.join('\n'))}:0.25`
    const { result, out } = await exported({ format: 'huggingface', mix })
    // 18 of 53 + 18 is the nearest to a quarter.
    expect(result.mixed).toMatchObject({ rows: 18, wanted: 18 })
    const card = readFileSync(join(out, 'README.md'), 'utf8')
    expect(card).toContain('num_examples: 71')
    expect(card).toContain('18 of the rows for training are real')
    expect(readdirSync(join(out, 'data')).sort()).toEqual([
      'test-00000-of-00001.parquet',
      'train-00000-of-00001.parquet',
    ])
    const csv = (await exported({ format: 'csv', mix })).read('train.csv').split('\r\n')
    const places = csv.flatMap((line, n) => (line.endsWith(',real') ? [n] : []))
    expect(places).toHaveLength(18)
    expect(places[0]).toBeLessThan(6)
    expect(Math.max(...places.slice(1).map((place, n) => place - places[n]!))).toBeLessThan(7)
  })

  it('says what a smaller file came to', async () => {
    const { result } = await exported({ format: 'csv', mix: `${file('few.csv', 'text,label\r\nhi,odd\r\n')}:0.5` })
    expect(result.mixed).toMatchObject({ rows: 1, wanted: 53 })
  })

  it.each([
    [{ format: 'openai' }, 'needs a label for "messages", or for "prompt" and "completion"'],
    [{ format: 'openai', as: ['prompt=questoin'] }, 'no column "questoin"; did you mean "question"?'],
    [{ format: 'openai', as: ['prom=question'] }, 'there is no role "prom"'],
    [{ format: 'csv', mix: 'real.jsonl' }, '--mix: it must be a file and a share'],
    [{ format: 'csv', mix: 'nowhere.jsonl:0.5' }, '--mix: nowhere.jsonl is not there'],
    [{ format: 'csv', exclude: 'nowhere.txt' }, '--exclude: nowhere.txt is not there'],
  ] as const)('refuses %j before it writes anything', async (options, message) => {
    await expect(exported(options as never)).rejects.toThrow(message)
    expect(existsSync(join(folder, `export-${made}`))).toBe(false)
  })

  it('refuses real rows that have no column of the dataset', async () => {
    const mix = `${file('other.jsonl', '{"body":"x"}')}:0.5`
    await expect(exported({ format: 'csv', mix })).rejects.toThrow('record 1 of')
  })

  it('refuses a folder that has something in it, and one without a dataset', async () => {
    await expect(exported({ format: 'csv', out: dataset })).rejects.toThrow('is there already and not empty')
    await expect(exported({ format: 'csv' }, join(folder, 'nothing'))).rejects.toThrow('there is no dataset in')
  })
})
