import type { Input, Item } from '../inputs.ts'

/** The names that a body is written with. */
export interface Names {
  /** The items that are looked at. */
  items: string
  item: string
  /** True for the items that the function is about. */
  test: string
  rebuilt(list: string): string
}

/** How the result of a verb is written in Python. */
export type Result = 'plain' | 'item' | 'items' | 'list' | 'pair' | 'lists' | 'gaps'

/** What a function does with the items that have a property. */
export interface Verb {
  /** What comes before and after the items' name in the function's. */
  before: string
  after?: string
  result: Result
  returns: (input: Input) => string
  /** What a docstring says it returns; `#` are the items, `@` is where they are. */
  says: string
  run(items: readonly Item[], holds: (item: Item) => boolean): unknown
  loop(names: Names): string[]
  /** With a comprehension or a generator, where one does it. */
  short?(names: Names): string[]
}

/** Types of what is returned: the argument's, a list of its items, one of them. */
export const same = ({ annotation }: Input) => annotation
export const listOf = ({ annotation, item }: Input) =>
  ({ n: 'list[int]', x: 'list[float]', word: 'list[str]', char: 'list[str]', row: 'list[list[int]]' })[item] ??
  annotation
export const one = ({ item }: Input) =>
  ({ n: 'int', x: 'float', word: 'str', char: 'str', row: 'list[int]' })[item] ?? 'object'

/** A list that a loop fills, as the type of the argument. */
export const collect = ({ items, item, rebuilt }: Names, ...inside: string[]) => [
  'result = []',
  `for ${item} in ${items}:`,
  ...inside.map((line) => `    ${line}`),
  `return ${rebuilt('result')}`,
]
/** Two lists that a loop fills: what the function is about, and all else. */
export const divide = ({ items, item, test }: Names) => [
  'matching, others = [], []',
  `for ${item} in ${items}:`,
  `    if ${test}:`,
  `        matching.append(${item})`,
  '    else:',
  `        others.append(${item})`,
]
