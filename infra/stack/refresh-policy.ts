import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { RecipeError } from '../../shared/recipe/errors.ts'
import { builtIn, builtInFiles, readerBeside } from '../../shared/recipe/library.ts'
import { suggestion } from '../../shared/recipe/nearest.ts'
import { parseRecipe, resolveRecipe, writtenRecipe } from '../../shared/recipe/parse.ts'

const project = fileURLToPath(new URL('../../', import.meta.url))

/** Bytes of a recipe that a schedule can carry: EventBridge Scheduler takes 256 KB of input. */
const MOST_BYTES = 200_000

/** Name of a built-in recipe, as it is; or a recipe with its values in it, read now: nothing is read when the night comes. */
const recipe = z.union([z.string(), z.record(z.string(), z.unknown())]).transform((given, { addIssue }) => {
  try {
    const read = typeof given === 'string' ? named(given) : withValues(given)
    const bytes = Buffer.byteLength(JSON.stringify(read))
    if (bytes <= MOST_BYTES) return read
    addIssue(`has ${bytes} bytes with its values; a schedule carries ${MOST_BYTES} at most`)
  } catch (error) {
    addIssue(wrong(error))
  }
  return z.NEVER
})

type Written = Record<string, unknown>

const isFile = (text: string): boolean => /[/\\]|\.(ya?ml|json)$/.test(text)

function named(text: string): string | Written {
  if (isFile(text)) return fromFile(text)
  if (builtIn().includes(text)) return text
  throw new Error(
    `is "${text}", which is no built-in recipe${suggestion(text, builtIn())}; a file is given by its path, such as ./${text}.yaml`,
  )
}

/** `path`: from the folder of cdk.json. */
function fromFile(path: string): Written {
  const file = resolve(project, path)
  return { ...writtenRecipe(parseRecipe(readFileSync(file, 'utf8'), { file: path, ...readerBeside(dirname(file)) })) }
}

const withValues = (given: Written): Written => ({ ...writtenRecipe(resolveRecipe(given, builtInFiles)) })

function wrong(error: unknown): string {
  if (error instanceof RecipeError) return `is not sound:\n    ${error.message.replaceAll('\n', '\n    ')}`
  const { code, path, message } = error as NodeJS.ErrnoException
  return code === undefined ? message : `names ${path}, which cannot be read (${code})`
}

const share = z.number().min(0).max(1)

/** What a refresh makes, and when that becomes the latest version. */
export const refreshPolicy = {
  recipe,
  /** `grow`: the dataset begins with the rows of its latest version, and `count` more follow. */
  mode: z.enum(['replace', 'grow']).default('replace'),
  /** Versions of this refresh that are kept. Absent: all. */
  keep: z.number().int().min(1).max(1_000).optional(),
  publish: z
    .strictObject({
      /** Rows, of those asked for. */
      minShareOfAsked: share.default(0.9),
      /** Rows, of those of the latest version. */
      minShareOfLast: share.default(0.5),
      /** Samples that met every required check at once. */
      minAdherence: share.optional(),
      /** Runs of three words that differ. */
      minDistinct: share.optional(),
    })
    .prefault({}),
}
