import { parseArgs } from 'node:util'
import { faultNames, type Rates } from './faults.ts'
import type { Scenario } from './scenario.ts'
import { type Outcome, tryout } from './trial.ts'
import { CrashPoints } from './worker.ts'

const USAGE = `npm run simulate:crashes      one small run, killed at every single request and answer, then at every pair of
                              places that tell something of their own; nothing else goes wrong
  --singly      without the pairs
  --all-pairs   every place paired with every other: about ten times as many`

const { values } = parseArgs({
  options: {
    singly: { type: 'boolean' },
    'all-pairs': { type: 'boolean' },
    seed: { type: 'string' },
    help: { type: 'boolean' },
  },
})
const seed = Number(values.seed ?? 1)

const scenario: Scenario = {
  weather: 'calm',
  requests: [
    {
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
  ],
  ...{ startsAt: [0], monthlyLimit: undefined, budget: 'none', concurrency: 2 },
  ...{ timeoutSeconds: 60, visibilitySeconds: 360, longestTickSeconds: 60, patienceSeconds: 60 },
  ...{ place: 'cloud', sideBySide: 1, latency: 10, pageSize: 1_000, skew: 0 },
  rates: Object.fromEntries(faultNames.map((fault) => [fault, 0])) as Rates,
  poison: undefined,
  actions: [],
  calmAt: 10,
}

const began = performance.now()
let passed = 0
let failed = 0

if (values.help) console.log(USAGE)
else {
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  await everyPlace()
  close()
}

async function everyPlace(): Promise<void> {
  const { passed: points, telling } = await crashAt([])
  console.log(`${points} places at which a process may die, ${telling.length} of which tell something of their own`)
  const after = new Map<number, CrashPoints>()
  for (let first = 1; first <= points; first += 1) after.set(first, await crashAt([first]))
  console.log(`singly: ${passed} passed, ${failed} failed`)
  if (values.singly) return
  for (const [first, { passed: last, telling: others }] of after) {
    if (!values['all-pairs'] && !telling.includes(first)) continue
    const seconds = values['all-pairs'] ? Array.from({ length: last }, (_, k) => k + 1) : others
    for (const second of seconds) if (second > first) await crashAt([first, second])
  }
}

async function crashAt(points: number[]): Promise<CrashPoints> {
  const crashes = new CrashPoints(points)
  const outcome: Outcome = await tryout(seed, { scenario, crashes })
  if (outcome.violation) {
    failed += 1
    console.log(`killed at ${points.join(' and ') || 'no place'}: ${outcome.violation.message}`)
  } else passed += 1
  return crashes
}

function close(): void {
  console.log(`${passed} passed, ${failed} failed, ${((performance.now() - began) / 1_000).toFixed(0)} s`)
  if (failed > 0) process.exitCode = 1
}

function stop(): void {
  console.log('stopped before the end')
  close()
  process.exit(1)
}
