import type { Chance } from '../chance.ts'
import { capitalized } from '../story/fill.ts'
import type { Writer } from '../writer.ts'
import { KINDS } from './kinds.ts'
import { type Step, step } from './step.ts'

const RETELL = /^Tell this arithmetic problem anew, as something that happens ([^.]+)\.[\s\S]*?\n\n([\s\S]+)$/
const SOLVE = /^Solve this problem\.[\s\S]*?\n\n([\s\S]+)$/

/** Before the problem itself; `#` is where it happens. */
const BEGINNINGS: readonly string[] = [
  'This happened #.',
  '{#}, a small question came up.',
  '{#}, there is always something to count.',
  '{#}, somebody took out a pencil and some paper.',
  '{#}, numbers matter more than one would think.',
  'Nobody # knew the answer right away.',
  '{#}, everybody was busy.',
  'Imagine this #.',
  '{#}, an old notebook told the following.',
  'People # still talk about it.',
  'It began # with a simple question.',
  '{#}, one thing had to be worked out before lunch.',
]

const ASIDES: readonly string[] = [
  'Nobody had written it down.',
  'Everybody nodded.',
  'A dog was watching.',
  'It was a long day.',
  'Somebody hummed a song.',
  'The sun was already low.',
  'There was no need to hurry.',
]
const ASIDE = 0.4

/** Tells a word problem anew, all its numbers in their order. */
export const writeProblem: Writer = ({ prompt }, chance) => {
  const [, setting, problem] = RETELL.exec(prompt) ?? []
  if (setting === undefined || problem === undefined) return undefined
  const beginning = chance.pick(BEGINNINGS).replace('{#}', capitalized(setting)).replace('#', setting)
  const sentences = problem.trim().split(/(?<=[.?!])\s+/)
  const aside = chance.happens(ASIDE) ? [chance.pick(ASIDES)] : []
  return [beginning, ...sentences.slice(0, -1), ...aside, sentences.at(-1)].join(' ')
}

/** How often the last sum is wrong, so that who checks has something to find. */
const SLIP = 0.03
const SLIPS = [-10, -2, -1, 1, 2, 10]

/** Solves a word problem of a known kind in steps; of an unknown one, it adds up all that there is. */
export const writeSolution: Writer = ({ prompt }, chance) => {
  const problem = SOLVE.exec(prompt)?.[1]
  if (problem === undefined || !/"Answer: "/.test(prompt)) return undefined
  const numbers = (problem.match(/\d+/g) ?? []).map(Number)
  const steps = KINDS.find(({ cue }) => cue.test(problem))?.solve(numbers) ?? addedUp(numbers)
  const last = steps.at(-1)!
  const slipped = chance.happens(SLIP) ? { ...last, result: last.result + chance.pick(SLIPS) } : last
  return [...told([...steps.slice(0, -1), slipped], chance), `Answer: ${slipped.result}`].join('\n')
}

function addedUp(numbers: readonly number[]): Step[] {
  const [first = 0, ...rest] = numbers
  let sum = first
  const steps = rest.map((next) => {
    const adding = step('the sum so far', sum, '+', next)
    sum = adding.result
    return adding
  })
  return steps.length > 0 ? steps : [step('the number', first, '+', 0)]
}

type Telling = (what: string, sum: string, at: number, count: number) => string

const TELLINGS: readonly Telling[] = [
  (what, sum, at, count) => `${at === 0 ? 'First' : at === count - 1 ? 'Last' : 'Then'}, find ${what}: ${sum}.`,
  (what, sum, at) => `Step ${at + 1}: Find ${what}. ${sum}.`,
  (what, sum, at) => `${at === 0 ? 'We need' : 'Now we need'} ${what}: ${sum}.`,
  (what, sum) => `${capitalized(what)}: ${sum}.`,
  (what, sum) => `${sum}. That is ${what}.`,
]

function told(steps: readonly Step[], chance: Chance): string[] {
  const telling = chance.pick(TELLINGS)
  const times = chance.happens(0.5) ? '×' : '*'
  const over = chance.happens(0.5) ? '÷' : '/'
  return steps.map(({ what, left, sign, right, result }, at) => {
    const written = sign === '×' ? times : sign === '÷' ? over : sign
    return telling(what, `${left} ${written} ${right} = ${result}`, at, steps.length)
  })
}
