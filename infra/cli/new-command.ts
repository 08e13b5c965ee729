import { readFile, writeFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { RecipeFile } from '../../shared/recipe/schema.ts'
import { EXIT, InputError } from './exit.ts'

export interface NewOptions {
  out?: string
}

const template = new URL('./new-recipe.yaml', import.meta.url)
const schema = fileURLToPath(new URL('../../docs/recipe.schema.json', import.meta.url))

/** `fabula new`. Throws `InputError`; a file that is there is never written over. */
export async function newRecipe(name: string, { out = `${name}.yaml` }: NewOptions): Promise<number> {
  if (!RecipeFile.shape.name.safeParse(name).success) {
    throw new InputError(
      `"${name}" is not a name: small letters, digits and hyphens, starting with a letter or digit, at most 63`,
    )
  }
  if (!/\.ya?ml$/.test(out)) throw new InputError(`--out is ${out}; the recipe is YAML: let it end in .yaml`)
  const written = await readFile(template, 'utf8')
  const text = written.replaceAll('SCHEMA', () => schemaFrom(resolve(out))).replaceAll('NAME', name)
  try {
    await writeFile(out, text, { flag: 'wx' })
  } catch (cause) {
    throw new InputError(whyNot(out, (cause as NodeJS.ErrnoException).code), { cause })
  }
  const path = /[/\\]/.test(out) ? out : `./${out}`
  console.log(`${path} is there. Next:`)
  console.log(`  fabula check ${path}         what it would ask and cost`)
  console.log(`  fabula preview ${path}       the first prompts, word for word`)
  console.log(`  fabula run ${path} -n 20     a small dataset`)
  return EXIT.complete
}

/** As an editor finds it from the recipe's folder; on another drive there is no way but the whole address. */
function schemaFrom(file: string): string {
  const path = relative(dirname(file), schema).replaceAll('\\', '/')
  return /^[A-Za-z]:/.test(path) ? pathToFileURL(schema).href : path
}

function whyNot(out: string, code: string | undefined): string {
  if (code === 'EEXIST') return `${out} is there already and stays as it is; give another name with --out`
  if (code === 'ENOENT') return `${out} cannot be written: its folder is not there`
  return `${out} cannot be written (${code})`
}
