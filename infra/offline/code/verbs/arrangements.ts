import type { Item } from '../inputs.ts'
import { collect, divide, listOf, same, type Verb } from './verb.ts'

export const ARRANGEMENTS: readonly Verb[] = [
  {
    before: 'separate',
    result: 'pair',
    returns: (input) => `tuple[${listOf(input)}, ${listOf(input)}]`,
    says: 'two lists: the # in @, and everything else in it',
    run: (items, holds) => [items.filter(holds), items.filter((item) => !holds(item))],
    loop: (names) => [...divide(names), 'return matching, others'],
    short: ({ items, item, test }) => [
      `matching = [${item} for ${item} in ${items} if ${test}]`,
      `others = [${item} for ${item} in ${items} if not (${test})]`,
      'return matching, others',
    ],
  },
  {
    before: 'move',
    after: '_to_front',
    result: 'items',
    returns: same,
    says: '@ with its # moved to the front, and the order unchanged otherwise',
    run: (items, holds) => [...items.filter(holds), ...items.filter((item) => !holds(item))],
    loop: (names) => [...divide(names), `return ${names.rebuilt('matching + others')}`],
    short: ({ items, item, test, rebuilt }) => [
      `matching = [${item} for ${item} in ${items} if ${test}]`,
      `return ${rebuilt(`matching + [${item} for ${item} in ${items} if not (${test})]`)}`,
    ],
  },
  {
    before: 'move',
    after: '_to_end',
    result: 'items',
    returns: same,
    says: '@ with its # moved to the end, and the order unchanged otherwise',
    run: (items, holds) => [...items.filter((item) => !holds(item)), ...items.filter(holds)],
    loop: (names) => [...divide(names), `return ${names.rebuilt('others + matching')}`],
    short: ({ items, item, test, rebuilt }) => [
      `matching = [${item} for ${item} in ${items} if ${test}]`,
      `return ${rebuilt(`[${item} for ${item} in ${items} if not (${test})] + matching`)}`,
    ],
  },
  {
    before: 'repeat',
    result: 'items',
    returns: same,
    says: '@ with each of its # written twice',
    run: (items, holds) => items.flatMap((item) => (holds(item) ? [item, item] : [item])),
    loop: (names) =>
      collect(names, `result.append(${names.item})`, `if ${names.test}:`, `    result.append(${names.item})`),
    short: ({ items, item, test, rebuilt }) => [
      `return ${rebuilt(`[${item} for ${item} in ${items} for _ in range(2 if ${test} else 1)]`)}`,
    ],
  },
  {
    before: 'split_at',
    result: 'lists',
    returns: (input) => `list[${listOf(input)}]`,
    says: 'a list of the parts of @ that lie between its #, which are in no part',
    run: (items, holds) => {
      const parts: Item[][] = [[]]
      for (const item of items) {
        if (holds(item)) parts.push([])
        else parts.at(-1)!.push(item)
      }
      return parts
    },
    loop: ({ items, item, test }) => [
      'parts = [[]]',
      `for ${item} in ${items}:`,
      `    if ${test}:`,
      '        parts.append([])',
      '    else:',
      `        parts[-1].append(${item})`,
      'return parts',
    ],
  },
  {
    before: 'reverse',
    result: 'items',
    returns: same,
    says: '@ with its # in reverse order, while everything else keeps its place',
    run: (items, holds) => {
      const matching = items.filter(holds)
      return items.map((item) => (holds(item) ? matching.pop() : item))
    },
    loop: (names) => [
      `matching = [${names.item} for ${names.item} in ${names.items} if ${names.test}]`,
      ...collect(
        names,
        `if ${names.test}:`,
        '    result.append(matching.pop())',
        'else:',
        `    result.append(${names.item})`,
      ),
    ],
    short: ({ items, item, test, rebuilt }) => [
      `matching = [${item} for ${item} in ${items} if ${test}]`,
      `return ${rebuilt(`[matching.pop() if ${test} else ${item} for ${item} in ${items}]`)}`,
    ],
  },
]
