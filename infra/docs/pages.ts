import { recipeJsonSchema } from './recipe-schema.ts'
import { recipesPage } from './recipes-page.ts'

export const docsFolder = new URL('../../docs/', import.meta.url)

/** The files of docs/ that are made from the code, by name. `npm run docs` writes them. */
export const pages: Record<string, () => string> = {
  'recipe.schema.json': () => schemaText(),
  'recipes.md': recipesPage,
}

/** As the linter formats it: short lists in one line, of up to 120 characters. */
export function schemaText(): string {
  const text = JSON.stringify(recipeJsonSchema(), undefined, 2)
  return `${text.replace(
    /^(.*)\[\n((?:\s+(?:"(?:[^"\\\n]|\\.)*"|[\w.-]+),?\n)+)\s*\](,?)$/gm,
    (whole, before: string, items: string, after: string) => {
      const line = `${before}[${items.trim().split(/\n\s*/).join(' ')}]${after}`
      return line.length <= 120 ? line : whole
    },
  )}\n`
}
