import { parseArgs } from 'node:util'
import { faultNames, type Rates } from './faults.ts'
import type { Scenario } from './scenario.ts'
import { type Outcome, tryout } from './trial.ts'
import { CrashPoints } from './worker.ts'

/**
 * One small run, killed at every single request and answer, singly and in pairs:
 * `node test/simulation/crash-points.ts [--singly]`. Nothing else goes wrong.
 */
const { values } = parseArgs({ options: { singly: { type: 'boolean' }, seed: { type: 'string' } } })
const seed = Number(values.seed ?? 1)
const began = performance.now()

const scenario: Scenario = {
  weather: 'calm',
  request: {
    recipe: {
      name: 'tiny',
      model: { name: 'toy', maxOutputTokens: 10, timeoutSeconds: 5, price: { input: 1, output: 2 } },
      entities: { verb: { kind: 'list', values: ['run', 'jump'] } },
      stages: { story: { prompt: 'Use {{ verb }}.', tries: 1, checks: [] } },
      output: { text: '{{ story }}', labels: { verb: '{{ verb }}' } },
    },
    count: 2,
    ...{ seed: 'seed', id: 'run', endpoint: 'offline', origin: 'api' },
  },
  budget: 'none',
  concurrency: 2,
  ...{ timeoutSeconds: 60, visibilitySeconds: 360, longestTickSeconds: 60, patienceSeconds: 60 },
  ...{ place: 'cloud', sideBySide: 1, latency: 10, pageSize: 1_000, skew: 0 },
  rates: Object.fromEntries(faultNames.map((fault) => [fault, 0])) as Rates,
  poison: undefined,
  actions: [],
  calmAt: 10,
}

let tried = 0
let failed = 0

async function crashAt(points: number[]): Promise<number> {
  const crashes = new CrashPoints(points)
  const outcome: Outcome = await tryout(seed, { scenario, crashes })
  tried += 1
  if (outcome.violation) {
    failed += 1
    console.log(`killed at ${points.join(' and ') || 'no point'}: ${outcome.violation.message}`)
  }
  return crashes.passed
}

const points = await crashAt([])
console.log(`${points} points at which a process may die`)
const lengths: number[] = []
for (let first = 1; first <= points; first += 1) lengths[first] = await crashAt([first])
console.log(`singly: ${tried} runs, ${failed} violate an invariant`)
if (!values.singly) {
  for (let first = 1; first <= points; first += 1) {
    for (let second = first + 1; second <= lengths[first]!; second += 1) await crashAt([first, second])
  }
  console.log(`and in pairs: ${tried} runs, ${failed} violate an invariant`)
}
console.log(`${((performance.now() - began) / 1_000).toFixed(0)} s`)
if (failed > 0) process.exitCode = 1
