import { parseArgs } from 'node:util'
import { alter, smallBlocks } from './altered.ts'
import { type Fault, faultNames } from './faults.ts'
import { GUARDS } from './guards.ts'
import type { Outcome } from './trial.ts'

const USAGE = `npm run simulate -- --seeds N [--from S] [--first]   tries N seeds, from S on (a random one unless given);
                                                        --first: until one fails
npm run simulate -- --seed S                         replays one seed and prints its history
  --block N      blocks of N specs in place of a thousand, so that runs have several
  --without G    without that guard of guards.ts`

/** Failing seeds told at most, with what went wrong. */
const MOST_TOLD = 20

/** The guard that another process would like to see missed: `--without "a stale tick is dropped"`. */
function withoutGuard(name: string): void {
  const found = GUARDS.find(({ guard }) => guard === name)
  if (found === undefined) throw new Error(`there is no guard "${name}"; see guards.ts`)
  alter(found)
}

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    from: { type: 'string' },
    seed: { type: 'string' },
    first: { type: 'boolean' },
    block: { type: 'string' },
    without: { type: 'string' },
    help: { type: 'boolean' },
  },
})

if (values.block !== undefined) alter(smallBlocks(Number(values.block)))
if (values.without !== undefined) withoutGuard(values.without)
// What is altered must not be there yet.
const { tryout } = await import('./trial.ts')

if (values.help) console.log(USAGE)
else if (values.seed !== undefined) await replay(Number(values.seed))
else await many(Number(values.seeds ?? 1_000), Number(values.from ?? Math.floor(Math.random() * 1e9)))

async function replay(seed: number): Promise<void> {
  const outcome = await tryout(seed, { keepsHistory: true })
  const { rates, ...rest } = outcome.scenario
  console.log(JSON.stringify(rest, undefined, 2))
  console.log('rates', JSON.stringify(Object.fromEntries(Object.entries(rates).filter(([, rate]) => rate > 0))))
  for (const line of outcome.history) console.log(line)
  console.log(
    outcome.violation ? `seed ${seed}: ${outcome.violation.stack}` : `seed ${seed}: ${outcome.closed}, all well`,
  )
  if (outcome.violation) process.exitCode = 1
}

async function many(seeds: number, from: number): Promise<void> {
  const began = performance.now()
  const failed: Outcome[] = []
  const closed = new Map<string, number>()
  const faults = new Map<Fault, number>()
  let [steps, longest] = [0, { seed: 0, simulatedSeconds: 0 }]
  for (let seed = from; seed < from + seeds; seed += 1) {
    const outcome = await tryout(seed)
    steps += outcome.steps
    if (outcome.simulatedSeconds > longest.simulatedSeconds) longest = outcome
    closed.set(outcome.closed, (closed.get(outcome.closed) ?? 0) + 1)
    for (const fault of faultNames) faults.set(fault, (faults.get(fault) ?? 0) + outcome.faults[fault])
    if (outcome.violation) {
      failed.push(outcome)
      if (failed.length <= MOST_TOLD) console.log(`seed ${seed}: ${outcome.violation.message}`)
      if (values.first) break
    }
  }
  const seconds = (performance.now() - began) / 1_000
  console.log(`\nfaults injected`)
  for (const [fault, count] of faults) console.log(`${String(count).padStart(10)}  ${fault}`)
  console.log(`\nclosed`)
  for (const [reason, count] of closed) console.log(`${String(count).padStart(10)}  ${reason}`)
  const hours = (longest.simulatedSeconds / 3_600).toFixed(1)
  console.log(
    `\n${seeds} runs from seed ${from} in ${seconds.toFixed(1)} s: ${((60 * seeds) / seconds).toFixed(0)} a minute,`,
  )
  console.log(
    `${(steps / seeds).toFixed(0)} events each; the longest took ${hours} simulated hours (seed ${longest.seed})`,
  )
  console.log(
    `${failed.length} violated invariants${failed.length ? `: seeds ${failed.slice(0, 100).map(({ seed }) => seed)}` : ''}`,
  )
  if (failed.length > 0) process.exitCode = 1
}
