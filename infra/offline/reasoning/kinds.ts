import { type Step, step } from './step.ts'

/** A kind of word problem: what it is recognised by, and the way from its numbers, in the order of the text, to its answer. */
interface Kind {
  cue: RegExp
  solve(numbers: readonly number[]): Step[]
}

/** Each step in turn, given what the one before came to. */
function chain(first: Step, ...rest: ((before: number) => Step)[]): Step[] {
  const steps = [first]
  for (const next of rest) steps.push(next(steps.at(-1)!.result))
  return steps
}

type Numbers = readonly [number, number, number, number, number]
const kind = (cue: RegExp, solve: (numbers: Numbers) => Step[]): Kind => ({
  cue,
  solve: (numbers) => solve([...numbers, 0, 0, 0, 0, 0].slice(0, 5) as unknown as Numbers),
})

/** The kinds of the recipe `reasoning`; no problem has the cues of two. */
export const KINDS: readonly Kind[] = [
  kind(/years older than/, ([d, both]) =>
    chain(step('what twice the younger age is', both, '-', d), (x) => step('the younger age', x, '÷', 2)),
  ),
  kind(/rows of \d+ apple trees/, ([b, c, d, a]) =>
    chain(
      step('how many trees there are', b, '×', c),
      (x) => step('how many of them bear apples', x, '-', d),
      (x) => step('how many kilograms they bear', x, '×', a),
    ),
  ),
  kind(/bus drives/, ([a, b, c]) =>
    chain(step('how far the bus has come', a, '×', b), (x) => step('how long the whole way is', x, '+', c)),
  ),
  kind(/candles/, ([all, b, c]) =>
    chain(step('how many candles have to be sold', all, '-', c), (x) => step('how many days that takes', x, '÷', b)),
  ),
  kind(/buys \d+ packs/, ([money, b, c]) =>
    chain(step('what the packs cost', b, '×', c), (x) => step('how many dollars are left', money, '-', x)),
  ),
  kind(/toward each other/, ([a, c, b]) =>
    chain(step('how much nearer they come in an hour', a, '+', c), (x) => step('the whole distance', x, '×', b)),
  ),
  kind(/percent less/, ([price, percent, d]) =>
    chain(
      step('what one percent of the price is', price, '÷', 100),
      (x) => step('how much cheaper the coat is', x, '×', percent),
      (x) => step('what it costs in the sale', price, '-', x),
      (x) => step('what it costs when it is sent home', x, '+', d),
    ),
  ),
  kind(/eggs into boxes/, ([all, c]) => {
    const boxes = Math.floor(all / c)
    return chain(step(`how many eggs are in ${boxes} full boxes, as one more would be too many`, boxes, '×', c), (x) =>
      step('how many eggs are left over', all, '-', x),
    )
  }),
  kind(/cows and \d+ hens/, ([b, c, d]) => {
    const hens = step('how many hens there are in the end', c, '+', d)
    const ofHens = step('how many legs the hens have', hens.result, '×', 2)
    const ofCows = step('how many legs the cows have', b, '×', 4)
    return [hens, ofHens, ofCows, step('how many legs there are', ofHens.result, '+', ofCows.result)]
  }),
  kind(/\bfence\b/, ([a, b, c]) =>
    chain(
      step('half of the way around the garden', a, '+', b),
      (x) => step('the whole way around', x, '×', 2),
      (x) => step('what the fence costs', x, '×', c),
    ),
  ),
  kind(/rows of \d+ tiles/, ([a, b, d]) =>
    chain(step('how many tiles there are', a, '×', b), (x) => step('how many of them are whole', x, '-', d)),
  ),
  kind(/three games/, ([first, second, third]) =>
    chain(
      step('how many points the first two games gave', first, '+', second),
      (x) => step('how many points there are in all', x, '+', third),
      (x) => step('the average of 3 games', x, '÷', 3),
    ),
  ),
  kind(/between one lesson and the next/, ([b, a, c]) => {
    const lessons = step('how long the lessons take', b, '×', a)
    const gaps = step('how many breaks there are, one fewer than lessons', b, '-', 1)
    const breaks = step('how long the breaks take', gaps.result, '×', c)
    return [lessons, gaps, breaks, step('how long the morning takes', lessons.result, '+', breaks.result)]
  }),
  kind(/lends out/, ([large, a, d, b, c]) => {
    const kept = step('how many books stay', large, '-', a)
    const back = step('how many there are when some come back', kept.result, '+', d)
    const bought = step('how many books are bought', b, '×', c)
    return [kept, back, bought, step('how many books there are now', back.result, '+', bought.result)]
  }),
  kind(/pens and a notebook/, ([b, all, c]) =>
    chain(step('what the pens cost together', all, '-', c), (x) => step('what one pen costs', x, '÷', b)),
  ),
  kind(/degrees hot/, ([large, b, d, c]) =>
    chain(
      step('how much hotter the oven gets', b, '×', d),
      (x) => step('how hot it is at most', large, '+', x),
      (x) => step('how hot it is with the door open', x, '-', c),
    ),
  ),
  kind(/pages of a book/, ([a, b, c]) =>
    chain(step('how many pages have been read', a, '×', b), (x) => step('how many pages the book has', x, '+', c)),
  ),
  kind(/\brope\b/, ([all, b, d]) =>
    chain(step('how many meters go into the pieces', all, '-', d), (x) => step('the length of a piece', x, '÷', b)),
  ),
  kind(/saves twice as much/, ([d, c]) =>
    chain(
      step('what the first one saves', d, '×', c),
      (x) => step('what the second one saves', x, '×', 2),
      (x) => step('what they have together', d * c, '+', x),
    ),
  ),
  kind(/shares them equally/, ([all, b, d]) =>
    chain(step('how many each friend gets', all, '÷', b), (x) => step('how many each friend keeps', x, '-', d)),
  ),
  kind(/soup for \d+ people/, ([d, carrots, people]) =>
    chain(step('how many carrots one person needs', carrots, '÷', d), (x) =>
      step('how many carrots are needed', x, '×', people),
    ),
  ),
  kind(/floor of a tower/, ([a, b, c]) =>
    chain(step('how many steps lead up', a, '×', b), (x) => step('how many steps are left below', x, '-', c)),
  ),
  kind(/gives half of them/, ([all, b, c]) => {
    const kept = step('how many are kept', all, '÷', 2)
    const more = step('how many come in bags', b, '×', c)
    return [kept, more, step('how many there are now', kept.result, '+', more.result)]
  }),
  kind(/tank holds/, ([c, a, d, b]) =>
    chain(
      step('how many liters come to stay every minute', a, '-', d),
      (x) => step('how many liters that makes', x, '×', b),
      (x) => step('how many liters there are in the end', x, '+', c),
    ),
  ),
  kind(/rows of \d+ seats/, ([a, d, b, c]) =>
    chain(
      step('how many seats there are', a, '×', d),
      (x) => step('how many people came', x, '-', b),
      (x) => step('what they paid', x, '×', c),
    ),
  ),
  kind(/children pay half/, ([price, b, d]) => {
    const adults = step('what the adults pay', price, '×', b)
    const child = step('what a child pays', price, '÷', 2)
    const children = step('what the children pay', child.result, '×', d)
    return [adults, child, children, step('what they pay together', adults.result, '+', children.result)]
  }),
  kind(/machines/, ([a, b, c, d]) =>
    chain(
      step('how many cars the machines make an hour', b, '×', c),
      (x) => step('how many they make in all', x, '×', d),
      (x) => step('how many cars there are', x, '+', a),
    ),
  ),
  kind(/oak tree/, ([c, b, d]) =>
    chain(step('how old the tree is now', c, '×', b), (x) => step('how old it will be', x, '+', d)),
  ),
  kind(/fewer than twice as many/, ([a, d]) =>
    chain(
      step('what twice the first number is', a, '×', 2),
      (x) => step('how many the second one finds', x, '-', d),
      (x) => step('how many they find together', a, '+', x),
    ),
  ),
  kind(/dollars an hour/, ([c, b, d, a]) =>
    chain(
      step('how many hours are worked', b, '×', d),
      (x) => step('what is earned', x, '×', c),
      (x) => step('what is left', x, '-', a),
    ),
  ),
]
