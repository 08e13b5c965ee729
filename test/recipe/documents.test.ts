import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { documentsOf } from '../../shared/recipe/entities/documents.ts'
import { readerBeside } from '../../shared/recipe/library.ts'
import { resolveRecipe } from '../../shared/recipe/parse.ts'
import type { NamedValue } from '../../shared/recipe/recipe.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fabula-documents-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (path: string, content: string | Uint8Array) => {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), content)
}

const rowsOf = (documents: string): NamedValue[] => {
  const body = { name: 'test', entities: { doc: { documents } }, stages: { s: { prompt: '{{ doc }}' } } }
  const entity = resolveRecipe(body, readerBeside(folder)).entities['doc']!
  return entity.kind === 'documents' ? entity.rows : []
}

const parquet = (columnData: ColumnSource[], codec?: 'SNAPPY' | 'UNCOMPRESSED') =>
  new Uint8Array(parquetWriteBuffer({ columnData, ...(codec && { codec }) }))

describe('documents', () => {
  it('are the objects of a .jsonl file, one a line', () => {
    write(
      'a.jsonl',
      '\uFEFF{"id":"x1","text":"One."}\r\n\n{"name":"two","n":2,"ok":true,"tags":["a","b"],"none":null}\n',
    )

    expect(rowsOf('a.jsonl')).toEqual([
      { id: 'x1', text: 'One.', name: 'x1' },
      { name: 'two', n: 2, ok: true, tags: '["a","b"]', none: '' },
    ])
  })

  it('are the rows of a .csv file, named by its first line', () => {
    write('a.csv', '\uFEFFtitle, text\r\n"One, two","She said ""hi""\nand left"\r\n\r\nThree,\r\n')

    expect(rowsOf('a.csv')).toEqual([
      { title: 'One, two', text: 'She said "hi"\nand left', name: 'a.csv#1' },
      { title: 'Three', text: '', name: 'a.csv#2' },
    ])
  })

  it('are the lines of a .txt file', () => {
    write('a.txt', 'One line.\n\n# two  \nthree')

    expect(rowsOf('a.txt')).toEqual([
      { text: 'One line.', name: 'a.txt#1' },
      { text: '# two  ', name: 'a.txt#2' },
      { text: 'three', name: 'a.txt#3' },
    ])
  })

  it.each(['SNAPPY', 'UNCOMPRESSED'] as const)('are the rows of a .parquet file, %s', (codec) => {
    const columns: ColumnSource[] = [
      { name: 'id', data: [1n, 2n, 2n ** 60n], type: 'INT64' },
      { name: 'text', data: ['one', 'two', 'two'] },
      { name: 'score', data: [0.5, 1.5, 2.5], type: 'DOUBLE' },
      { name: 'good', data: [true, false, true], type: 'BOOLEAN' },
      { name: 'note', data: ['a', null, 'b'] },
      { name: 'on', data: [0, 1, 2].map((day) => new Date(day * 86_400_000)), type: 'TIMESTAMP' },
    ]
    write('a.parquet', parquet(columns, codec))

    expect(rowsOf('a.parquet')).toEqual([
      { id: 1, text: 'one', score: 0.5, good: true, note: 'a', on: '1970-01-01T00:00:00.000Z', name: '1' },
      { id: 2, text: 'two', score: 1.5, good: false, note: '', on: '1970-01-02T00:00:00.000Z', name: '2' },
      {
        id: '1152921504606846976',
        text: 'two',
        score: 2.5,
        good: true,
        note: 'b',
        on: '1970-01-03T00:00:00.000Z',
        name: '1152921504606846976',
      },
    ])
  })

  it('are all rows of a .parquet file with several row groups and lists', () => {
    const count = 2500
    const columnData: ColumnSource[] = [
      { name: 'text', data: Array.from({ length: count }, (_, i) => `text ${i}`) },
      { name: 'tags', data: Array.from({ length: count }, (_, i) => [i, i + 1]), type: 'JSON' },
    ]
    write('a.parquet', new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 1000 })))

    const rows = rowsOf('a.parquet')

    expect(rows).toHaveLength(count)
    expect(rows.map(({ text }) => text)).toEqual(columnData[0]!.data)
    expect(rows[1234]).toEqual({ text: 'text 1234', tags: '[1234,1235]', name: 'a.parquet#1235' })
  })

  it('are the .txt and .md files of a folder, or those that a pattern fits', () => {
    write('docs/b.md', '# B\n')
    write('docs/a.txt', 'A')
    write('docs/c.pdf', 'C')
    write('docs/below/d.md', 'D')

    expect(rowsOf('docs')).toEqual([
      { name: 'docs/a.txt', text: 'A' },
      { name: 'docs/b.md', text: '# B\n' },
    ])
    expect(rowsOf('docs/')).toEqual(rowsOf('docs'))
    expect(rowsOf('docs/*.md')).toEqual([{ name: 'docs/b.md', text: '# B\n' }])
    expect(rowsOf('docs/*a*')).toEqual([{ name: 'docs/a.txt', text: 'A' }])
    expect(rowsOf('docs/*')).toEqual(rowsOf('docs'))
  })

  it('have fields that templates name as they are', () => {
    write('a.csv', 'My Title\nx\n')
    const body = {
      name: 'test',
      entities: { doc: { documents: 'a.csv' } },
      stages: { s: { prompt: '{{ doc["My Title"] }}' } },
    }

    expect(() => resolveRecipe(body, readerBeside(folder))).not.toThrow()
  })

  it.each<[string, string, string | Uint8Array, string]>([
    ['a line that is no object', 'a.jsonl', '{"a":1}\n[1]\n', 'names a.jsonl, whose line 2 is not a JSON object'],
    ['a line that is cut off', 'a.jsonl', '{"a":1}\n{"b":', 'names a.jsonl, whose line 2 is not a JSON object'],
    ['no line', 'a.jsonl', '\n', 'names a.jsonl, which has no record in it'],
    ['only names of fields', 'a.csv', 'a,b\n', 'names a.csv, which has no record in it'],
    [
      'a field twice',
      'a.csv',
      'a,a\n1,2\n',
      'names a.csv, which is not CSV: the field "a" stands in its first line twice',
    ],
    [
      'a field without a name',
      'a.csv',
      'a,\n1,2\n',
      'names a.csv, which is not CSV: a field in its first line has no name',
    ],
    [
      'a row that is too long',
      'a.csv',
      'a,b\n1,2,3\n',
      'names a.csv, which is not CSV: Invalid Record Length: columns length is 2, got 3 on line 2',
    ],
    [
      'an open quote',
      'a.csv',
      'a\n"x\n',
      'names a.csv, which is not CSV: Quote Not Closed: the parsing is finished with an opening quote at line 2',
    ],
    ['text that is not UTF-8', 'a.txt', Buffer.from([0x63, 0xe9]), 'names a.txt, which is not UTF-8 text'],
    [
      'what is not Parquet',
      'a.parquet',
      'PAR1 no',
      'names a.parquet, which is not Parquet that can be read: parquet file is too short',
    ],
    [
      'a field of every object',
      'a.jsonl',
      '{"constructor":1}',
      'names a.jsonl; in its record 1 there is a field "constructor", which templates cannot name; call it something else',
    ],
    [
      'too many fields',
      'a.jsonl',
      JSON.stringify(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`f${i}`, i]))),
      'names a.jsonl; in its record 1 there are more than 100 fields',
    ],
    [
      'another kind',
      'a.pdf',
      'x',
      'names a.pdf; documents are read from .jsonl, .csv, .parquet and .txt files, and from folders of .txt and .md files',
    ],
    ['too many bytes', 'a.txt', 'x'.repeat(2_000_001), 'names a.txt, which is larger than 2,000,000 bytes'],
    [
      'too many bytes as records',
      'a.txt',
      `${'x'.repeat(9)}\n`.repeat(90_000),
      'makes the documents of the recipe larger than 2,000,000 bytes together; store the larger ones with POST /documents',
    ],
  ])('with %s are refused', (_, path, content, message) => {
    write(path, content)

    expect(() => rowsOf(path)).toThrow(message)
  })

  it('may be larger for who stores them, up to a limit of its own', () => {
    const rows = (count: number) => {
      write('a.txt', 'x\n'.repeat(count))
      return documentsOf('a.txt', { ...readerBeside(folder), storable: true }).length
    }

    expect(rows(1_000_000)).toBe(1_000_000)
    expect(() => rows(1_000_001)).toThrow('names a.txt, which has 1,000,001 records, should have at most 1,000,000')
  })

  it('are refused where a Parquet file is cut short, whatever it lost', () => {
    const whole = parquet([{ name: 'text', data: ['one', 'two'] }])
    for (let length = 0; length < whole.length; length++) {
      write('a.parquet', whole.slice(0, length))
      expect(() => rowsOf('a.parquet')).toThrow(/names a\.parquet, which/)
    }
  })

  it('are not read from elsewhere', () => {
    symlinkSync('/etc', join(folder, 'etc'))

    expect(() => rowsOf('../x.jsonl')).toThrow("names ../x.jsonl, which leaves the recipe's folder")
    expect(() => rowsOf('/etc')).toThrow("names /etc, which is not below the recipe's folder; write it from there")
    expect(() => rowsOf('etc')).toThrow("names etc, which leaves the recipe's folder")
    expect(() => rowsOf('etc/*.md')).toThrow("names etc, which leaves the recipe's folder")
    expect(() => rowsOf('no')).toThrow('names no, which is not there')
    expect(() => rowsOf('*/a.md')).toThrow('names */a.md; stars stand for names of files, not of folders')
    expect(() => rowsOf('*.md')).toThrow('names *.md, where there is no .txt or .md file')
  })

  it('are read by no name where no files are read', () => {
    const body = { name: 'test', entities: { doc: { documents: 'a.csv' } }, stages: { s: { prompt: 'x' } } }

    expect(() => resolveRecipe(body)).toThrow(
      'entities.doc.documents: names a.csv, and no files are read here; write the records in the recipe',
    )
  })
})
