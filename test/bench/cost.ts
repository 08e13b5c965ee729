import { readFileSync, writeFileSync } from 'node:fs'
import { MEMORY_MEGABYTES } from '../../infra/stack/memory.ts'
import known from '../../shared/cost/prices.json' with { type: 'json' }
import { priceOf } from '../../shared/cost/prices.ts'
import { builtInRecipe } from '../../shared/recipe/library.ts'
import { measuredSample } from './cost-measured.ts'
import { costTables } from './cost-page.ts'

/**
 * What rows cost: measures one sample in the whole stack on this machine, does the arithmetic from the price tables, and writes
 * the tables of docs/cost.md in their places. Usage: npm run bench:cost
 */
const PAGE = new URL('../../docs/cost.md', import.meta.url)
const RECIPE = 'tinystories-instruct'
/** With languages that are told apart, with code that is read, and with long texts. */
const OTHERS = ['code-exercises', 'stories-vi', 'textbook']

const sample = await measuredSample(RECIPE, 200)
const peaks: Record<string, number> = { [RECIPE]: sample.peakMegabytes }
for (const recipe of OTHERS) peaks[recipe] = (await measuredSample(recipe, 60)).peakMegabytes
const model = builtInRecipe(RECIPE).model.name
const { tiers } = priceOf(model, known)!
const figures = { recipe: RECIPE, model, sample, peaks, standard: tiers.standard, flex: tiers['flex']! }
const tables = costTables({ ...figures, memoryMegabytes: MEMORY_MEGABYTES })
const page = Object.entries(tables).reduce(
  (text, [name, table]) => {
    const place = new RegExp(`(<!-- ${name}: npm run bench:cost -->\n)[\\s\\S]*?(<!-- end -->)`)
    if (!place.test(text)) throw new Error(`docs/cost.md has no place for ${name}`)
    return text.replace(place, (_, begin: string, end: string) => `${begin}${table}\n${end}`)
  },
  readFileSync(PAGE, 'utf8'),
)
writeFileSync(PAGE, page)
console.log(Object.values(tables).join('\n\n'))
