import type { Values } from '../checks/check.ts'
import type { CompiledRecipe, CompiledStage } from '../recipe/compile.ts'
import { RecipeError, TemplateError } from '../recipe/errors.ts'
import { messagesOf } from '../recipe/stage-messages.ts'
import { parseTemplate } from '../recipe/templates.ts'
import type { Longest } from './longest.ts'

/** Texts are tried with other letters at this length, and what they grow by is taken to grow with them. */
const SAMPLE_BYTES = 4_096

/**
 * What filters make the most of, byte for byte: letters that `escape`, `url_encode`, `json` or `newline_to_br` write with
 * several, that `upcase` makes three of, and what a loop over words, lines or letters finds the most of.
 */
const FILLERS = ['x', '"', "'", '&', '<', '\\', '\n', ' ', 'x ', 'x\n', '\u0390']

/** Texts that a template itself names, as those that `replace` or `split` look for. */
const MOST_LITERALS = 24

/**
 * The most bytes that the messages of a stage can have: with values as long as they can be, in every branch at once (what
 * `if`, `unless` and `case` choose from, and around what would break off a loop), plus, for every value, what the template
 * makes more of it where it is made of other letters, or where one of its places has all of its bytes.
 *
 * Not foreseen: what grows faster than its value, as a loop within a loop over the same text; a text that `replace` takes
 * from another value; a branch that sets with `assign` what is written many times later. Such a prompt can be longer.
 * Throws `RecipeError` where the longest prompt cannot be rendered.
 */
export function longestPrompt(
  stage: CompiledStage,
  recipe: CompiledRecipe,
  longest: ReadonlyMap<string, Longest>,
): { messages: number; bytes: number } {
  const { render, extra } = rendererOf(stage, recipe, firsts(longest, Number.POSITIVE_INFINITY))
  return { messages: render.messages, bytes: render.bytes + extra + gains(stage, longest, render.measure) }
}

interface Renderer {
  messages: number
  /** Over the longest values. */
  bytes: number
  /** Undefined where these values cannot be rendered. */
  measure(values: Values): number | undefined
}

function rendererOf(stage: CompiledStage, recipe: CompiledRecipe, values: Values): { render: Renderer; extra: number } {
  const templates = stage.templates.join('')
  const whole = templates.includes('{%') ? inEveryBranch(stage, recipe, values) : undefined
  if (whole !== undefined) return { render: whole, extra: SETS.test(templates) ? Buffer.byteLength(templates) : 0 }
  return { render: renderer(stage.render, values, stage.name), extra: untakenBytes(stage) }
}

/** Tags by which a branch has a say in what comes after it, or in which other tags are only text. */
const SETS = /\{%-?\s*(?:assign|capture|increment|decrement|cycle|liquid|raw|comment)\b/

const CHOOSES = /\{%-?\s*(?:if|elsif|else|endif|unless|endunless|case|when|endcase|break|continue)\b[\s\S]*?%\}/g

/** Undefined where a branch cannot be rendered over values that it is not meant for. */
function inEveryBranch({ name }: CompiledStage, { recipe }: CompiledRecipe, values: Values): Renderer | undefined {
  try {
    const render = messagesOf(recipe.stages[name]!, (text) => parseTemplate(text.replace(CHOOSES, '')))
    return renderer(render, values)
  } catch (error) {
    if (error instanceof TemplateError) return undefined
    throw error
  }
}

function renderer(render: CompiledStage['render'], values: Values, stage?: string): Renderer {
  const bytesOf = (over: Values): { messages: number; bytes: number } => {
    const messages = render(over)
    return {
      messages: messages.length,
      bytes: messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0),
    }
  }
  const measure = (over: Values): number | undefined => tried(() => bytesOf(over).bytes)
  try {
    return { ...bytesOf(values), measure }
  } catch (error) {
    if (!(error instanceof TemplateError) || stage === undefined) throw error
    const message = `over the longest values that it can meet, its prompt ${error.message}`
    throw new RecipeError([{ path: `stages.${stage}`, message }])
  }
}

function tried<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    if (error instanceof TemplateError) return undefined
    throw error
  }
}

/** The longest values may take the shorter way: all of the template's own text is added. */
const untakenBytes = ({ templates }: CompiledStage): number =>
  templates.filter((text) => text.includes('{%')).reduce((sum, text) => sum + Buffer.byteLength(text), 0)

const firsts = (longest: ReadonlyMap<string, Longest>, most: number, filler?: string): Values =>
  Object.fromEntries([...longest].map(([name, { shapes }]) => [name, shapes(most, filler)[0]!]))

/** What the values named can add to the prompt in the worst of their letters and shapes, each by itself. */
function gains(
  { templates }: CompiledStage,
  longest: ReadonlyMap<string, Longest>,
  measure: (values: Values) => number | undefined,
): number {
  const all = templates.join('')
  const fillers = /\||\{%/.test(all) ? [...FILLERS, ...literalsIn(all)] : ['x']
  const base = firsts(longest, SAMPLE_BYTES, 'x')
  const least = measure(base)
  if (least === undefined) return 0
  return [...longest].reduce((sum, [name, { bytes, shapes }]) => {
    if (!new RegExp(`\\b${name}\\b`).test(all)) return sum
    const most = Math.max(
      ...fillers.flatMap((filler) =>
        shapes(SAMPLE_BYTES, filler).map((value) => measure({ ...base, [name]: value }) ?? least),
      ),
    )
    return sum + Math.ceil((most - least) * Math.max(1, bytes / SAMPLE_BYTES))
  }, 0)
}

/** Texts between quotation marks in what the template does, longest first. */
function literalsIn(templates: string): string[] {
  const inside = templates.match(/\{[{%][\s\S]*?[%}]\}/g) ?? []
  const literals = inside.flatMap((each) => [...each.matchAll(/"([^"]+)"|'([^']+)'/g)].map(([, a, b]) => a ?? b!))
  return [...new Set(literals)].slice(0, MOST_LITERALS)
}
