import type { Writer } from '../writer.ts'
import { body, type Exercise, exampleOf, examples, exerciseOf, purpose } from './exercise.ts'

const ASKS_SIGNATURE = /^Write the first lines of a .+ function/
const NAME = /^Name: (\w+)/m
const TAKES = /^Takes: .*\(([^()]+)\)\s*$/m
const ASKS_BODY = /^Complete this .+ function/
const ASKS_TESTS = /^Write (?:.+ )?tests of this .*function/
const CODE = /```\w*\n([\s\S]+?)\n?```/
const DEFINITION = /^def (\w+)\((\w+): (.+?)\) ->/m

const block = (lines: readonly string[]) => ['```python', ...lines, '```'].join('\n')
const indented = (lines: readonly string[]) => lines.map((line) => (line === '' ? '' : `    ${line}`))

/** Names that an argument can have, beside the usual one for its type. */
const OTHER_NAMES: Record<string, readonly string[]> = {
  'list[int]': ['nums', 'data', 'sequence'],
  'tuple[float, ...]': ['measurements', 'readings', 'data'],
  'list[str]': ['terms', 'entries', 'word_list'],
  str: ['sentence', 'line', 's'],
  'list[list[int]]': ['grid', 'matrix', 'table'],
}
const USUAL = 0.5

/** The first lines of a function of which a prompt gives the name and the type of the argument. */
export const writeSignature: Writer = ({ prompt }, chance) => {
  if (!ASKS_SIGNATURE.test(prompt)) return undefined
  const exercise = exerciseOf(NAME.exec(prompt)?.[1] ?? 'count_items', TAKES.exec(prompt)?.[1] ?? 'list[int]')
  const { input, verb, name } = exercise
  const parameter = chance.happens(USUAL) ? input.parameter : chance.pick(OTHER_NAMES[input.annotation]!)
  const first = `Return ${purpose(exercise, parameter)}.`
  const head = `def ${name}(${parameter}: ${input.annotation}) -> ${verb.returns(input)}:`
  const rest = /"Args:"/.test(prompt)
    ? sections(exercise, parameter)
    : />>>/.test(prompt)
      ? session(exercise, chance)
      : undefined
  const docstring = rest === undefined ? [`"""${first}"""`] : [`"""${first}`, '', ...rest, '"""']
  return block([head, ...indented(docstring)])
}

const sections = ({ input, verb }: Exercise, parameter: string) => [
  'Args:',
  `    ${parameter}: What is looked at (${input.annotation}); it is not changed.`,
  '',
  'Returns:',
  `    The result as ${verb.returns(input)}.`,
]

const session = (exercise: Exercise, chance: Parameters<Writer>[1]) =>
  examples(exercise, 6, chance)
    // An interactive session writes nothing for None.
    .filter(({ result }) => result !== 'None')
    .slice(0, 2)
    .flatMap(({ call, result }) => [`>>> ${call}`, result])

/** The whole of a function whose first lines a prompt gives. */
export const writeBody: Writer = ({ prompt }) => {
  if (!ASKS_BODY.test(prompt)) return undefined
  const given = CODE.exec(prompt)?.[1]
  const [, name, parameter, annotation] = DEFINITION.exec(given ?? '') ?? []
  if (!given || !name || !parameter || !annotation) return undefined
  const exercise = exerciseOf(name, annotation)
  return block([given.trimEnd(), ...indented(body(exercise, parameter, /\bcomprehension\b/.test(prompt)))])
}

/** Tests of a function that a prompt gives: what it returns for a few arguments and for an empty one. */
export const writeTests: Writer = ({ prompt }, chance) => {
  if (!ASKS_TESTS.test(prompt)) return undefined
  const [, name, , annotation] = DEFINITION.exec(CODE.exec(prompt)?.[1] ?? '') ?? []
  if (!name || !annotation) return undefined
  const exercise = exerciseOf(name, annotation)
  const cases = [...examples(exercise, 2 + chance.below(3), chance), exampleOf(exercise, [])]
  return block(
    cases.map(({ call, result }) =>
      /^(?:None|True|False)$/.test(result) ? `assert ${call} is ${result}` : `assert ${call} == ${result}`,
    ),
  )
}
