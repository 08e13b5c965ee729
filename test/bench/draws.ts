/**
 * `npm run bench:draws`: how many draws a second one core computes, of every built-in recipe that needs no model to draw
 * from, after a second of warming up.
 */
import { type Draws, prepareDraws } from '../../shared/draw/draws.ts'
import { builtIn, builtInRecipe } from '../../shared/recipe/library.ts'

const SECONDS = 1

/** Draws from `from` on, for so long; a second of the processor, as others may be at work beside. */
function count(draws: Draws, from: number): number {
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  let i = from
  while (performance.now() - began < SECONDS * 1_000) for (const end = i + 1_000; i < end; i += 1) draws.draw(i)
  const { user, system } = process.cpuUsage(cpu)
  return (i - from) / ((user + system) / 1e6)
}

console.log('| recipe | draws/s |\n| --- | ---: |')
for (const name of builtIn()) {
  const recipe = builtInRecipe(name)
  const asks = Object.values(recipe.entities).some(({ kind }) => kind === 'ask')
  if (asks) continue
  const draws = prepareDraws(recipe, 'bench')
  count(draws, 0)
  console.log(`| ${name} | ${Math.round(count(draws, 10_000_000)).toLocaleString('en-US')} |`)
}
