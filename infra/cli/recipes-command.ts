import { builtIn, builtInDescription } from '../../shared/recipe/library.ts'
import { lineWidth, paragraph, styled } from './columns.ts'

/** A line each where the output is a file. */
export function listRecipes({ json }: { json?: boolean } = {}): void {
  const recipes = builtIn().map((name) => ({ name, description: builtInDescription(name) }))
  if (json) {
    console.log(JSON.stringify(recipes))
    return
  }
  const width = Math.max(...recipes.map(({ name }) => name.length)) + 2
  const isLive = process.stdout.isTTY === true
  for (const { name, description } of recipes) {
    const lines = paragraph(description, isLive ? lineWidth() : Number.POSITIVE_INFINITY, width, '')
    console.log(`${styled('bold', name.padEnd(width))}${lines}`.trimEnd())
  }
  if (isLive) console.log(styled('dim', '\nfabula preview NAME shows what it asks, fabula run NAME makes rows.'))
}
