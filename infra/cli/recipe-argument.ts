import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { RecipeError } from '../../shared/recipe/errors.ts'
import { builtIn, builtInRecipe, readerBeside } from '../../shared/recipe/library.ts'
import { limits } from '../../shared/recipe/limits.ts'
import { nearest } from '../../shared/recipe/nearest.ts'
import { parseRecipe } from '../../shared/recipe/parse.ts'
import type { Recipe } from '../../shared/recipe/recipe.ts'
import { InputError } from './exit.ts'

const isFile = (argument: string): boolean => /[/\\]|\.(ya?ml|json)$/.test(argument)

/** The recipe that was named or whose file was given. Throws `InputError` with all that is wrong, each with its line and column. */
export function recipeFrom(argument: string): Recipe {
  try {
    return isFile(argument) ? fromFile(argument) : fromLibrary(argument)
  } catch (error) {
    if (error instanceof RecipeError)
      throw new InputError(`the recipe cannot be used:\n${error.message}`, { cause: error })
    throw error
  }
}

function fromLibrary(name: string): Recipe {
  const names = builtIn()
  if (names.includes(name)) return builtInRecipe(name)
  const near = nearest(name, names)
  const guess = near === undefined ? '' : ` Did you mean ${near}?`
  throw new InputError(
    `there is no built-in recipe "${name}".${guess} Built in: ${names.join(', ')}. For a file, give its path, such as ./${name}.yaml`,
  )
}

function fromFile(path: string): Recipe {
  let text: string
  try {
    const bytes = readFileSync(path)
    if (bytes.length > limits.bytes)
      throw new InputError(`${path} is larger than ${limits.bytes.toLocaleString('en-US')} bytes`)
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(`${path} ${whyUnreadable(error)}`, { cause: error })
  }
  return parseRecipe(text, { file: path, ...readerBeside(dirname(path)), storable: true })
}

function whyUnreadable(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'is not there'
  if (code === 'EISDIR') return 'is a folder; give the recipe file in it'
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read'
  return code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'is not UTF-8 text' : 'cannot be read'
}
