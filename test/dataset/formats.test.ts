import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { converterOf } from '../../shared/dataset/formats/registry.ts'
import type { Column, Row } from '../../shared/dataset/row.ts'
import { FORMAT_NAMES, type FormatName, missingFor, type Roles, rolesOf } from '../../shared/recipe/formats.ts'
import { builtIn, builtInRecipe } from '../../shared/recipe/library.ts'
import { resolveRecipe } from '../../shared/recipe/parse.ts'

const columnsOf = (row: Row, types: Record<string, Column['type']> = {}): Column[] =>
  Object.keys(row)
    .filter((name) => name !== 'id' && name !== 'text')
    .map((name) => ({ name, label: name, type: types[name] ?? (Array.isArray(row[name]) ? 'list<string>' : 'string') }))

interface Options {
  as?: Roles
  types?: Record<string, Column['type']>
  split?: 'train' | 'validation' | 'test'
}

/** The files that rows become in a format, or what is missing. */
function written(format: FormatName, rows: Row[], { as, types, split = 'train' }: Options = {}) {
  const columns = columnsOf(rows[0]!, types)
  const labels = Object.fromEntries(columns.map(({ name }) => [name, '']))
  const made = converterOf(format, columns, rolesOf({ labels, ...(as && { as }) }))
  if ('missing' in made) return made.missing
  const files: Record<string, string> = {}
  for (const row of rows) {
    for (const { file, head = '', text } of made.converter.pieces(row, split))
      files[file] = (files[file] ?? head) + text
  }
  return files
}

const lines = (files: Record<string, string> | string, file: string): unknown[] =>
  (files as Record<string, string>)
    [file]!.trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

const asked = { id: 'r-1', text: 'Q and A', prompt: 'What is 2 + 2?', completion: '4' }
const talk = [
  { role: 'system', content: 'Be kind.' },
  { role: 'user', content: 'Hi' },
  { role: 'assistant', content: 'Hello "you"\n' },
]
const talked = { id: 'r-1', text: 'User: Hi', messages: talk }

describe('openai and trl-messages', () => {
  it.each(['openai', 'trl-messages'] as const)('%s write a conversation as it is', (format) => {
    expect(lines(written(format, [talked], { types: { messages: 'messages' } }), 'train.jsonl')).toEqual([
      { messages: talk },
    ])
  })

  it('make one of a prompt with its input, and what came of it', () => {
    const files = written('openai', [{ ...asked, input: 'Show your work.' }], { split: 'validation' })
    expect(lines(files, 'validation.jsonl')).toEqual([
      {
        messages: [
          { role: 'user', content: 'What is 2 + 2?\n\nShow your work.' },
          { role: 'assistant', content: '4' },
        ],
      },
    ])
  })

  it('leave out a row without an answer', () => {
    expect(written('openai', [{ ...asked, completion: '' }])).toEqual({})
  })

  it('say what they need where a text is all there is', () => {
    expect(written('openai', [{ id: '1', text: 'a', mood: 'b' }])).toBe(
      'the format "openai" needs a label for "messages", or for "prompt" and "completion"; name it under output.as, as in as: { messages: my_label }',
    )
    expect(written('openai', [{ id: '1', text: 'a', messages: 'no list' }])).toContain('needs a label')
  })
})

describe('formats of instructions', () => {
  it('have an input of their own, which may be empty', () => {
    const rows = [{ id: '1', text: 't', instruction: 'Sum up.', input: '', output: 'Short.' }]
    expect(lines(written('alpaca', rows), 'train.jsonl')).toEqual([
      { instruction: 'Sum up.', input: '', output: 'Short.' },
    ])
    expect(lines(written('trl-prompt-completion', rows), 'train.jsonl')).toEqual([
      { prompt: 'Sum up.', completion: 'Short.' },
    ])
  })

  it('take the labels that the recipe names, the text among them', () => {
    const rows = [{ id: '1', text: 'def f(): ...', signature: 'def f()' }]
    const as = { prompt: ['signature'], completion: ['text'] }
    expect(lines(written('trl-prompt-completion', rows, { as }), 'train.jsonl')).toEqual([
      { prompt: 'def f()', completion: 'def f(): ...' },
    ])
  })

  it('are turns between human and gpt in sharegpt', () => {
    expect(lines(written('sharegpt', [talked], { types: { messages: 'messages' } }), 'train.jsonl')).toEqual([
      {
        id: 'r-1',
        conversations: [
          { from: 'system', value: 'Be kind.' },
          { from: 'human', value: 'Hi' },
          { from: 'gpt', value: 'Hello "you"\n' },
        ],
      },
    ])
  })
})

describe('beir', () => {
  const query = (n: number, document: string) => ({
    id: `q-${n}`,
    text: `query ${n}`,
    document,
    title: 'T',
    passage: `about ${document}`,
  })

  it('has each passage once, all queries, and which is relevant to which by split', () => {
    const files = written('beir', [query(1, 'a\tb'), query(2, 'a\tb'), query(3, 'c')], { split: 'validation' })
    expect(lines(files, 'corpus.jsonl')).toEqual([
      { _id: 'a b', title: 'T', text: 'about a\tb', metadata: {} },
      { _id: 'c', title: 'T', text: 'about c', metadata: {} },
    ])
    expect(lines(files, 'queries.jsonl')).toHaveLength(3)
    expect((files as Record<string, string>)['qrels/dev.tsv']).toBe(
      'query-id\tcorpus-id\tscore\nq-1\ta b\t1\nq-2\ta b\t1\nq-3\tc\t1\n',
    )
  })
})

describe('fasttext', () => {
  it('has labels without spaces, several where a row has several, and the text on one line', () => {
    const rows = [{ id: '1', text: 'two\nlines __label__x', label: ['very good', 'new'] }]
    expect(written('fasttext', rows)).toEqual({
      'train.txt': '__label__very_good __label__new two lines label x\n',
    })
  })
})

describe('pretraining text', () => {
  it('ends each text with the mark, which no text has inside', () => {
    expect(written('pretraining', [{ id: '1', text: ' One.<|endoftext|>\n\nTwo. ' }])).toEqual({
      'train.txt': 'One.\n\nTwo.\n<|endoftext|>\n',
    })
  })

  it('has records of TinyStories-Instruct: some parts in any order, then the story, the same every time', () => {
    const rows = Array.from({ length: 200 }, (_, n) => ({
      ...{ id: `r-${n}`, text: 'Once.', summary: 'A\nboat.', sentence: 'It swam.' },
      ...{ features: ['Twist', 'Dialogue'], verb: 'go', noun: 'boat', adjective: 'red' },
    }))
    const files = written('tinystories-instruct', rows) as Record<string, string>
    const records = files['train.txt']!.split('<|endoftext|>\n').filter((record) => record !== '')
    expect(records).toHaveLength(200)
    const orders = records.map((record) =>
      record
        .split('\n')
        .map((line) => line.split(':')[0])
        .join(' ')
        .trim(),
    )
    expect(new Set(orders).size).toBeGreaterThan(40)
    expect(orders.every((order) => /^((Features|Words|Summary|Random sentence) )+Story {2}Once\.$/.test(order))).toBe(
      true,
    )
    expect(files['train.txt']).toContain('Features: Twist, Dialogue\n')
    expect(files['train.txt']).toContain('Words: go, boat, red\n')
    expect(files['train.txt']).toContain('Summary: A boat.\n')
    expect(written('tinystories-instruct', rows)).toEqual(files)
  })
})

describe('csv', () => {
  it('is read back as it was, whatever is in a cell', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('a,b', '"', '\r\n', ' x ', '=1+1', '\u2028', 'ü'))
    fc.assert(
      fc.property(
        fc.array(fc.record({ id: cell, text: cell, label: cell }), { minLength: 1, maxLength: 9 }),
        (rows) => {
          const files = written('csv', rows) as Record<string, string>
          expect(parse(files['train.csv']!, { columns: true, record_delimiter: '\r\n' })).toEqual(rows)
        },
      ),
    )
  })

  it('has lists as JSON, and empty cells for what is missing', () => {
    expect(written('csv', [{ id: '1', text: 'a', tags: ['x', 'y'], note: null }])).toEqual({
      'train.csv': 'id,text,tags,note\r\n1,a,"[""x"",""y""]",\r\n',
    })
  })
})

describe('the formats that fit', () => {
  const fitting = (name: string): string[] => {
    const roles = rolesOf(builtInRecipe(name).output)
    return FORMAT_NAMES.filter((format) => missingFor(format, roles) === undefined)
  }
  const always = ['trl-text', 'pretraining', 'csv']
  const chat = ['openai', 'trl-messages', 'sharegpt']
  const instructions = [...chat, 'trl-prompt-completion', 'alpaca']

  it.each([
    ['code-exercises', instructions],
    ['dialogues', chat],
    ['instructions', instructions],
    ['legal-clauses', ['fasttext']],
    ['queries', ['beir']],
    ['reasoning', instructions],
    ['sentiment', ['fasttext']],
    ['stories-vi', ['tinystories-instruct']],
    ['story-features', ['fasttext', 'tinystories-instruct']],
    ['textbook', []],
    ['textbook-vi', []],
    ['tinystories', ['tinystories-instruct']],
    ['tinystories-instruct', ['tinystories-instruct']],
  ])('%s are %j besides those for any text', (name, formats) => {
    expect(fitting(name).sort()).toEqual([...always, ...formats].sort())
  })

  it('are told of every built-in recipe', () => {
    expect(builtIn()).toHaveLength(13)
  })
})

describe('a recipe that asks for formats', () => {
  const recipe = (output: object) =>
    resolveRecipe({ name: 'a', entities: { x: ['1', '2'] }, stages: { s: { prompt: '{{ x }}' } }, output })

  it.each([
    [{ formats: ['fasttext'] }, 'output.formats[0]: the format "fasttext" needs a label for "label"'],
    [{ formats: ['word'] }, 'output.formats[0]: should be "openai" or '],
    [{ as: { label: 'mood' } }, 'output.as.label: names "mood"; there is text'],
    [{ as: { lable: 'text' } }, 'did you mean "label"?'],
  ])('is refused with %j', (output, message) => {
    expect(() => recipe(output)).toThrow(message)
  })

  it('may say what a label is to a trainer', () => {
    const { output } = recipe({ labels: { x: '{{ x }}' }, as: { label: 'x' }, formats: ['fasttext', 'csv'] })
    expect(output).toMatchObject({ as: { label: ['x'] }, formats: ['fasttext', 'csv'] })
  })
})
