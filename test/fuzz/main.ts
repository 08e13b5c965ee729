import { parseArgs } from 'node:util'
import { fuzz } from './fuzzing.ts'

// npm run fuzz:api -- --requests 10000 --seed 1
const { values } = parseArgs({
  options: { requests: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
})

const print = console.log
// Every request writes its line to the log.
console.log = () => {}

const began = performance.now()
const { requests, codes, wrong, slowest } = await fuzz(Number(values.requests), Number(values.seed))
const seconds = ((performance.now() - began) / 1_000).toFixed(0)

print(
  `${requests.toLocaleString('en-US')} requests, seed ${values.seed}, ${seconds} s; the slowest took ${slowest.ms} ms:`,
)
print(`  ${slowest.request}\n`)
for (const [code, times] of Object.entries(codes)) print(`  ${code}  ${times.toLocaleString('en-US').padStart(7)}`)
const failed = Object.entries(codes).reduce((sum, [code, times]) => (code >= '500' ? sum + times : sum), 0)
print(`\n${failed} answers of 5xx, ${wrong.length} that are not what the description promises.`)
for (const what of wrong.slice(0, 20)) print(`  ${what}`)
process.exitCode = wrong.length === 0 ? 0 : 1
