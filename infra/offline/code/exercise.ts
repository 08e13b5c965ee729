import type { Chance } from '../chance.ts'
import { INPUTS, type Input, type Item } from './inputs.ts'
import { type Property, propertyOf } from './properties.ts'
import type { Verb } from './verbs/verb.ts'
import { VERBS } from './verbs/verbs.ts'

/** Which of the items a function looks at. */
interface Part {
  ending: string
  /** As docstrings say it, of `@`. */
  says: string
  slice?: string
  of(items: readonly Item[]): readonly Item[]
}

const PARTS: readonly Part[] = [
  { ending: '_after_first', says: 'the part of @ after its first item', slice: '[1:]', of: (items) => items.slice(1) },
  {
    ending: '_before_last',
    says: 'the part of @ before its last item',
    slice: '[:-1]',
    of: (items) => items.slice(0, -1),
  },
  {
    ending: '_at_even_positions',
    says: 'the part of @ at its even positions',
    slice: '[::2]',
    of: (items) => items.filter((_, i) => i % 2 === 0),
  },
  { ending: '_from_end', says: 'the reverse of @', slice: '[::-1]', of: (items) => [...items].reverse() },
]
const WHOLE: Part = { ending: '', says: '@', of: (items) => items }

/** A function of an exercise, as far as its name and the type of its argument tell what it does. */
export interface Exercise {
  name: string
  input: Input
  verb: Verb
  /** Of the items that it is about: `even_numbers`. */
  noun: string
  part: Part
  property: Property
}

/** What a name that says nothing known is taken for. */
const COUNT = VERBS[0]!

export function exerciseOf(name: string, annotation: string): Exercise {
  const input = INPUTS.find((each) => each.annotation === annotation) ?? INPUTS[0]!
  const part = PARTS.find(({ ending }) => name.endsWith(ending)) ?? WHOLE
  const rest = part.ending === '' ? name : name.slice(0, -part.ending.length)
  const fits = VERBS.filter(({ before, after = '' }) => rest.startsWith(`${before}_`) && rest.endsWith(after))
  const verb = fits.sort((a, b) => b.before.length - a.before.length)[0] ?? COUNT
  const noun = rest.replace(`${verb.before}_`, '').slice(0, -(verb.after?.length ?? 0) || undefined)
  return { name, input, verb, noun, part, property: propertyOf(noun, annotation) }
}

/** What the function returns, in words. */
export const purpose = ({ verb, noun, part }: Exercise, parameter: string): string =>
  verb.says.replace('@', part.says).replace('@', parameter).replace('#', noun.replaceAll('_', ' '))

export function body({ verb, part, property, input }: Exercise, parameter: string, short: boolean): string[] {
  const names = {
    items: part.slice === undefined ? parameter : 'items',
    item: input.item,
    test: property.python,
    rebuilt: input.rebuilt,
  }
  const cut = part.slice === undefined ? [] : [`items = ${parameter}${part.slice}`]
  return [...cut, ...((short && verb.short) || verb.loop)(names)]
}

/** A call of the function and what comes of it, both in Python. */
export interface Example {
  call: string
  result: string
}

/** Items in an argument; rows of numbers are long enough with fewer. */
const LONGEST = 8
const LONGEST_OF_ROWS = 5

/** Calls with different arguments, so many; each result is what the function really returns. */
export function examples(exercise: Exercise, count: number, chance: Chance): Example[] {
  const found = new Map<string, Example>()
  const longest = exercise.input.item === 'row' ? LONGEST_OF_ROWS : LONGEST
  for (let round = 0; found.size < count && round < 50 * count; round++) {
    const items = Array.from({ length: 3 + chance.below(longest - 2) }, () => exercise.input.drawn(chance))
    // Without any of the items that the function is about, it would show little.
    if (round > count && round < 30 * count && !exercise.part.of(items).some(exercise.property.holds)) continue
    const example = exampleOf(exercise, items)
    found.set(example.call, example)
  }
  return [...found.values()]
}

export function exampleOf({ name, input, verb, part, property }: Exercise, items: readonly Item[]): Example {
  const result = verb.run(part.of(items), property.holds)
  return { call: `${name}(${input.whole(items)})`, result: written(result, verb, input) }
}

function written(result: unknown, verb: Verb, input: Input): string {
  const list = (items: readonly Item[]) => `[${items.map((item) => literal(item, input)).join(', ')}]`
  switch (verb.result) {
    case 'item':
      return literal(result as Item | undefined, input)
    case 'items':
      return input.whole(result as Item[])
    case 'gaps':
      return list(result as Item[])
    case 'pair':
      return `(${(result as Item[][]).map(list).join(', ')})`
    case 'lists':
      return `[${(result as Item[][]).map(list).join(', ')}]`
    case 'list':
      return `[${(result as unknown[]).map(plain).join(', ')}]`
    case 'plain':
      return verb.returns(input) === 'float' && Number.isInteger(result) ? `${result}.0` : plain(result)
  }
}

const literal = (item: Item | undefined, input: Input) => (item === undefined ? 'None' : input.literal(item))
const plain = (value: unknown) => (value === true ? 'True' : value === false ? 'False' : String(value))
