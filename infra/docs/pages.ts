import { openApi } from '../../functions/api/openapi.ts'
import { recipeJsonSchema } from './recipe-schema.ts'
import { recipesPage } from './recipes-page.ts'

export const docsFolder = new URL('../../docs/', import.meta.url)

/** The files of docs/ that are made from the code, by name. `npm run docs` writes them. */
export const pages: Record<string, () => string> = {
  'recipe.schema.json': () => schemaText(),
  'openapi.json': () => jsonText(openApi()),
  'recipes.md': recipesPage,
}

export const schemaText = (): string => jsonText(recipeJsonSchema())

/** As the linter formats it: short lists in one line, of up to 120 characters. */
function jsonText(value: object): string {
  const text = JSON.stringify(value, undefined, 2)
  return `${text.replace(
    /^(.*)\[\n((?:\s+(?:"(?:[^"\\\n]|\\.)*"|[\w.-]+),?\n)+)\s*\](,?)$/gm,
    (whole, before: string, items: string, after: string) => {
      const line = `${before}[${items.trim().split(/\n\s*/).join(' ')}]${after}`
      return line.length <= 120 ? line : whole
    },
  )}\n`
}
