import { compare, tableOf } from './compare.ts'
import { tour } from './tour.ts'

// `npm run rights`: the table of what every function may do and did.
const { grants, calls } = await tour()
const comparison = compare(grants, calls)
console.log(tableOf(comparison))
process.exitCode = comparison.unused.length + comparison.denied.length === 0 ? 0 : 1
