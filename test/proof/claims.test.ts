import { describe, expect, it } from 'vitest'
import { claimsOf } from '../../shared/proof/claims.ts'
import type { Note } from '../../shared/proof/told.ts'

const note = (comment: string, printed: string | string[], given: Partial<Note> = {}): Note => {
  const runs = [printed].flat().map((each) => ({ printed: each, so_far: each }))
  return { kind: 'behind', block: 0, line: 1, comment, statement: 'print', runs, ...given }
}

const judge = (...given: Parameters<typeof note>): 'holds' | 'broken' | 'none' => {
  const [claim] = claimsOf([note(...given)])
  return claim === undefined ? 'none' : claim.holds ? 'holds' : 'broken'
}

describe('a comment behind a print', () => {
  it.each([
    ['3', '3\n'],
    ['prints 3', '3\n'],
    ['Prints: 3', '3\n'],
    ['-> 3', '3\n'],
    ['=> [1, 2]', '[1, 2]\n'],
    ['Output: Hello, World!', 'Hello, World!\n'],
    ['"abc"', 'abc\n'],
    ["'abc'", 'abc\n'],
    ['[1,2,3]', '[1, 2, 3]\n'],
    ['{"a": 1}', "{'a': 1}\n"],
    ['3, because the list has three', '3\n'],
    ['3 (the length)', '3\n'],
    ['True - it is even', 'True\n'],
    ['5 items', '5\n'],
    ['hello', 'hello\n'],
    ['[0, 1, ..., 9]', '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]\n'],
    ['<object at 0x...>', '<object at 0x7f01>\n'],
    ['approximately 3.14', '3.141592653589793\n'],
    ['≈ 0.33', '0.3333333333333333\n'],
    ['1 2 3', ['1\n', '2\n', '3\n']],
    ['`3`', '3\n'],
    ['None', 'None\n'],
    ['-1.5e3', '-1.5e3\n'],
  ])('"%s" holds where %j is printed', (comment, printed) => {
    expect(judge(comment, printed)).toBe('holds')
  })

  it.each([
    ['3', '4\n'],
    ['prints 3', '4\n'],
    ['-> 3', '33\n'],
    ['[1, 2]', '[2, 1]\n'],
    ['"abc"', 'abd\n'],
    ['Output: Hello, Bob', 'Hello, Ann\n'],
    ['-> Hello Bob', 'Hello Ann\n'],
    ['3, because the list has three', '4\n'],
    ['True', 'False\n'],
    ['0.3', '0.30000000000000004\n'],
    ['about 3.14', '2.71\n'],
    ['1 2 3'.replace(/ /g, ', ').replace(/^|$/g, (_, at) => (at ? ']' : '[')), '[1, 2]\n'],
    ['[0, 1, ..., 9]', '[0, 1, 2, 8]\n'],
    ['prints 1,000', '1001\n'],
  ])('"%s" does not hold where %j is printed', (comment, printed) => {
    expect(judge(comment, printed)).toBe('broken')
  })

  it.each([
    'show the total',
    'prints the total of all prices',
    'prints each name in turn',
    'Output: the total',
    'Output: A list of numbers',
    '3 items are in the list',
    'see section 2',
    'TODO',
    'noqa: T201',
    'type: ignore',
    'O(n log n)',
    'for example, 4',
    'not 3',
    '',
  ])('"%s" is no claim', (comment) => {
    expect(judge(comment, '7\n')).toBe('none')
  })

  it('is no claim where the print never ran', () => {
    expect(judge('3', [])).toBe('none')
  })
})

describe('a comment behind another statement', () => {
  const value = (text: string) => ({ runs: [{ printed: '', value: text }] })

  it('claims the value of an expression', () => {
    expect(judge('3', [], { statement: 'expression', ...value('3') })).toBe('holds')
    expect(judge('3', [], { statement: 'expression', ...value('4') })).toBe('broken')
    expect(judge('adds one', [], { statement: 'expression', ...value('4') })).toBe('none')
  })

  it('claims what is assigned only with an arrow', () => {
    expect(judge('-> 3', [], { statement: 'assignment', ...value('4') })).toBe('broken')
    expect(judge('3', [], { statement: 'assignment', ...value('4') })).toBe('none')
    expect(judge('-> int', [], { statement: 'assignment', ...value('4') })).toBe('none')
  })
})

describe('comments below a statement', () => {
  const below = (comment: string, soFar: string, statement: Note['statement'] = 'print') =>
    judge(comment, soFar, { kind: 'below', statement })

  it('claim the last lines that were printed', () => {
    expect(below('Output:\n1\n2', '0\n1\n2\n', 'other')).toBe('holds')
    expect(below('Output: 2', '1\n2\n')).toBe('holds')
    expect(below('2', '1\n2\n')).toBe('holds')
    expect(below('-> 2', '2\n')).toBe('holds')
    expect(below('Output:\n1\n3', '1\n2\n', 'other')).toBe('broken')
    expect(below('Output:\nA\nC', 'A\nB\n', 'other')).toBe('broken')
    expect(below('3', '2\n')).toBe('broken')
  })

  it('are no claim where they tell what comes next', () => {
    expect(below('Now the second case.', '2\n')).toBe('none')
    expect(below('1. Sort\n2. Search', '2\n')).toBe('none')
  })
})
