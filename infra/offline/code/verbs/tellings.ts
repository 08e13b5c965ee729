import { one, type Verb } from './verb.ts'

export const TELLINGS: readonly Verb[] = [
  {
    before: 'count',
    result: 'plain',
    returns: () => 'int',
    says: 'how many # there are in @',
    run: (items, holds) => items.filter(holds).length,
    loop: ({ items, item, test }) => [
      'total = 0',
      `for ${item} in ${items}:`,
      `    if ${test}:`,
      '        total += 1',
      'return total',
    ],
    short: ({ items, item, test }) => [`return sum(1 for ${item} in ${items} if ${test})`],
  },
  {
    before: 'has',
    result: 'plain',
    returns: () => 'bool',
    says: 'whether there are any # in @',
    run: (items, holds) => items.some(holds),
    loop: ({ items, item, test }) => [
      `for ${item} in ${items}:`,
      `    if ${test}:`,
      '        return True',
      'return False',
    ],
    short: ({ items, item, test }) => [`return any(${test} for ${item} in ${items})`],
  },
  {
    before: 'has_only',
    result: 'plain',
    returns: () => 'bool',
    says: 'whether there is nothing but # in @',
    run: (items, holds) => items.every(holds),
    loop: ({ items, item, test }) => [
      `for ${item} in ${items}:`,
      `    if not (${test}):`,
      '        return False',
      'return True',
    ],
    short: ({ items, item, test }) => [`return all(${test} for ${item} in ${items})`],
  },
  {
    before: 'first_of',
    result: 'item',
    returns: (input) => `${one(input)} | None`,
    says: 'the first of the # in @, or None if there are none',
    run: (items, holds) => items.find(holds),
    loop: ({ items, item, test }) => [
      `for ${item} in ${items}:`,
      `    if ${test}:`,
      `        return ${item}`,
      'return None',
    ],
    short: ({ items, item, test }) => [`return next((${item} for ${item} in ${items} if ${test}), None)`],
  },
  {
    before: 'last_of',
    result: 'item',
    returns: (input) => `${one(input)} | None`,
    says: 'the last of the # in @, or None if there are none',
    run: (items, holds) => items.findLast(holds),
    loop: ({ items, item, test }) => [
      'found = None',
      `for ${item} in ${items}:`,
      `    if ${test}:`,
      `        found = ${item}`,
      'return found',
    ],
    short: ({ items, item, test }) => [
      `matching = [${item} for ${item} in ${items} if ${test}]`,
      'return matching[-1] if matching else None',
    ],
  },
  {
    before: 'positions_of',
    result: 'list',
    returns: () => 'list[int]',
    says: 'the positions of the # in @, from 0',
    run: (items, holds) => items.flatMap((item, i) => (holds(item) ? [i] : [])),
    loop: ({ items, item, test }) => [
      'positions = []',
      `for position, ${item} in enumerate(${items}):`,
      `    if ${test}:`,
      '        positions.append(position)',
      'return positions',
    ],
    short: ({ items, item, test }) => [`return [i for i, ${item} in enumerate(${items}) if ${test}]`],
  },
  {
    before: 'share_of',
    result: 'plain',
    returns: () => 'float',
    says: 'which share of @ the # are, from 0 to 1, and 0 for nothing at all',
    run: (items, holds) => (items.length === 0 ? 0 : items.filter(holds).length / items.length),
    loop: ({ items, item, test }) => [
      `if len(${items}) == 0:`,
      '    return 0.0',
      'total = 0',
      `for ${item} in ${items}:`,
      `    if ${test}:`,
      '        total += 1',
      `return total / len(${items})`,
    ],
    short: ({ items, item, test }) => [
      `if len(${items}) == 0:`,
      '    return 0.0',
      `return len([${item} for ${item} in ${items} if ${test}]) / len(${items})`,
    ],
  },
  {
    before: 'longest_run_of',
    result: 'plain',
    returns: () => 'int',
    says: 'the length of the longest run of # that follow one another in @',
    run: (items, holds) => {
      let best = 0
      let run = 0
      for (const item of items) {
        run = holds(item) ? run + 1 : 0
        best = Math.max(best, run)
      }
      return best
    },
    loop: ({ items, item, test }) => [
      'best = run = 0',
      `for ${item} in ${items}:`,
      `    run = run + 1 if ${test} else 0`,
      '    best = max(best, run)',
      'return best',
    ],
  },
  {
    before: 'mark',
    result: 'list',
    returns: () => 'list[bool]',
    says: 'a list that says of each item in @ whether it is one of the #',
    run: (items, holds) => items.map(holds),
    loop: ({ items, item, test }) => [
      'marks = []',
      `for ${item} in ${items}:`,
      `    if ${test}:`,
      '        marks.append(True)',
      '    else:',
      '        marks.append(False)',
      'return marks',
    ],
    short: ({ items, item, test }) => [`return [bool(${test}) for ${item} in ${items}]`],
  },
  {
    before: 'steps_to_first_of',
    result: 'plain',
    returns: () => 'int',
    says: 'how many items stand in @ before the first of its #, all of them if there are none',
    run: (items, holds) => (items.some(holds) ? items.findIndex(holds) : items.length),
    loop: ({ items, item, test }) => [
      'steps = 0',
      `for ${item} in ${items}:`,
      `    if ${test}:`,
      '        break',
      '    steps += 1',
      'return steps',
    ],
    short: ({ items, item, test }) => [
      `return next((i for i, ${item} in enumerate(${items}) if ${test}), len(${items}))`,
    ],
  },
]
