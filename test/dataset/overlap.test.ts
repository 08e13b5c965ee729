import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { Overlap } from '../../shared/dataset/overlap.ts'
import { resolveRecipe } from '../../shared/recipe/parse.ts'
import { MemoryStore } from '../ports/memory-store.ts'
import { accepted, aRun, published } from './a-run.ts'

const words = (from: number, count: number) => Array.from({ length: count }, (_, n) => `w${from + n}`).join(' ')

describe('overlap with texts of the user', () => {
  const overlap = new Overlap([`${words(0, 40)}.`, 'What is the capital of France, please?', 'Yes.', ''], 13)

  it.each([
    [
      'thirteen words in a row, whatever their case and marks',
      `so ${words(5, 13).toUpperCase().replaceAll(' ', ', ')} there`,
    ],
    ['a whole text that is shorter, anywhere', 'He asked: what is the capital of france please and left'],
    ['a text of a word or two, as a whole', ' yes! '],
  ])('is %s', (_, text) => {
    expect(overlap.of(text)).toBeDefined()
  })

  it.each([
    ['twelve words in a row', `so ${words(5, 12)} there ${words(18, 12)}`],
    ['the same words in another order', words(0, 40).split(' ').toReversed().join(' ')],
    ['a common word inside of a text', 'And then she said yes to him'],
    ['nothing', ''],
  ])('is not %s', (_, text) => {
    expect(overlap.of(text)).toBeUndefined()
  })

  it('tells the words', () => {
    expect(overlap.of(`a ${words(3, 14)} b`)).toBe(words(3, 13))
  })
})

describe('a recipe that names texts to be held out', () => {
  const recipe = (decontaminate: unknown, files: Record<string, string> = {}) =>
    resolveRecipe(
      { name: 'a', entities: { x: ['1'] }, stages: { s: { prompt: '{{ x }}' } }, output: { decontaminate } },
      { read: (path) => files[path], places: ['here'], near: () => Object.keys(files) },
    ).output.decontaminate

  it('has them of a file or written out, with how many words count', () => {
    expect(recipe('tests.txt', { 'tests.txt': 'one\ntwo\n' })).toEqual({ from: ['one', 'two'], words: 13 })
    expect(
      recipe({ from: 'a.jsonl', words: 8 }, { 'a.jsonl': '{"id":"x","text":"one"}\n{"q":"two","a":"three"}' }),
    ).toEqual({
      ...{ from: ['one', 'two\nthree'], words: 8 },
    })
    expect(recipe(['one'])).toEqual({ from: ['one'], words: 13 })
  })

  it('is refused where the file is not there', () => {
    expect(() => recipe('test.txt', { 'tests.txt': 'one' })).toThrow('output.decontaminate')
  })

  it('leaves out rows that share words with them, says which, and lets none of them stand for a twin', async () => {
    const { recipe: base } = aRun()
    const held = words(0, 30)
    const output = { ...base.output, split: false as const, decontaminate: { from: [held], words: 13 } }
    const texts = [`start ${words(4, 20)}`, words(100, 30), `start ${words(4, 20)}`]
    const read = await published(
      new MemoryStore(),
      aRun({ recipe: { ...base, output } }),
      texts.map((text, i) => accepted(i, { output: { text, labels: { noun: 'x', features: [] } } })),
    )

    expect(await read.manifest()).toMatchObject({ splits: { train: 1 }, contaminated: 2, twins: { exact: 0 } })
    const lines = gunzipSync(await read.bytes('contaminated/contaminated-00000-of-00001.jsonl.gz'))
      .toString()
      .split('\n')
    expect(JSON.parse(lines[0]!)).toMatchObject({ id: 'r1-0', shares: words(4, 13) })
    expect(await read.text('README.md')).toContain('texts that were to be held out: 2.')
  })
})
