import type { Chance } from '../chance.ts'

/** An item of an input: a number, a word, a character or a row of numbers. */
export type Item = number | string | readonly number[]

/** What a function of an exercise takes. */
export interface Input {
  annotation: string
  /** What the argument and one item of it are called. */
  parameter: string
  item: string
  /** The code that makes the same type as the argument's of a list. */
  rebuilt(list: string): string
  /** How a value, and the whole argument, is written in Python. */
  literal(item: Item): string
  whole(items: readonly Item[]): string
  drawn(chance: Chance): Item
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
const listed = (items: readonly unknown[]) => `[${items.join(', ')}]`
const whole = (n: number) => String(n)
const float = (n: number) => (Number.isInteger(n) ? `${n}.0` : String(n))

const WORDS =
  `apple Anna radar sky level of tree-top banana ABBA rhythm bees coffee a2z almost NASA xylophone ox deed glory
  moon letter It usually bus up-to-date civic begin knots effort umbrella first b52 noon summer kayak is`
    .trim()
    .split(/\s+/)
const CHARACTERS = 'aeiou bcdxyz AEZ 0127 9 .,!?; ( ) fF n'

export const INPUTS: readonly Input[] = [
  {
    annotation: 'list[int]',
    parameter: 'numbers',
    item: 'n',
    rebuilt: (list) => list,
    literal: (item) => whole(item as number),
    whole: (items) => listed(items),
    drawn: (chance) =>
      chance.happens(0.3) ? chance.pick([0, 1, 2, 4, 9, 16, 22, 25, 64, 77, 101]) : chance.below(80) - 20,
  },
  {
    annotation: 'tuple[float, ...]',
    parameter: 'values',
    item: 'x',
    rebuilt: (list) => `tuple(${list})`,
    literal: (item) => float(item as number),
    whole: (items) => {
      const [only, ...more] = items as number[]
      return only !== undefined && more.length === 0
        ? `(${float(only)},)`
        : `(${(items as number[]).map(float).join(', ')})`
    },
    drawn: (chance) =>
      chance.pick([0.25, 0.75, -0.25, 1, 2, 3, -4, 2.25, 4.75, 7.2, -6.8, 9.1, 10.3, 12, 15.75, 21.4, -11.25, 0, 5.9]),
  },
  {
    annotation: 'list[str]',
    parameter: 'words',
    item: 'word',
    rebuilt: (list) => list,
    literal: (item) => quoted(item as string),
    whole: (items) => listed((items as string[]).map(quoted)),
    drawn: (chance) => chance.pick(WORDS),
  },
  {
    annotation: 'str',
    parameter: 'text',
    item: 'char',
    rebuilt: (list) => `''.join(${list})`,
    literal: (item) => quoted(item as string),
    whole: (items) => quoted(items.join('')),
    drawn: (chance) => CHARACTERS.charAt(chance.below(CHARACTERS.length)),
  },
  {
    annotation: 'list[list[int]]',
    parameter: 'rows',
    item: 'row',
    rebuilt: (list) => list,
    literal: (item) => listed(item as readonly number[]),
    whole: (items) => listed((items as number[][]).map(listed)),
    drawn: (chance) =>
      chance.pick([
        [],
        [0],
        [3, 3, 3],
        [1, 2, 3],
        [5, 2, 5],
        [7, -1],
        [4, 6, 0],
        [2, 2],
        [9, 12, 15, 20],
        [10, 3, 1, 4, 8, 6],
        [-2, -3],
        [1, 0, 4],
        [6, 9],
      ]),
  },
]
