import { builtIn, builtInRecipe } from '../../shared/recipe/library.ts'

export function listRecipes(): void {
  const names = builtIn()
  const width = Math.max(...names.map(({ length }) => length))
  for (const name of names) console.log(`${name.padEnd(width)}  ${builtInRecipe(name).description ?? ''}`.trimEnd())
}
