import { parseArgs } from 'node:util'
import { startOffline } from '../../infra/offline/start.ts'
import { billed, nano, RECIPE, TrialStack, usd } from './trial-stack.ts'

/**
 * 500 rows through the real bundles, each invocation in a process of its own, from an endpoint that fails in every way, while
 * processes are killed. Then again without what leaves a bill in doubt. Usage: npm run trial:faults -- [--rows 500] [--seed x]
 */
const { values } = parseArgs({
  options: { rows: { type: 'string', default: '500' }, seed: { type: 'string', default: 'a' } },
})
const rows = Number(values.rows)

/** Milliseconds between two kills, and how many there are at most. */
const KILL_EVERY = 1_500
const KILLS = 25

async function trial(
  name: string,
  { shares, retryAfter, kills }: { shares: Record<string, number>; retryAfter?: number; kills: number },
) {
  const began = Date.now()
  const endpoint = await startOffline({
    latencyMilliseconds: 100,
    seed: values.seed,
    troubles: { shares, ...(retryAfter !== undefined && { retryAfterSeconds: retryAfter }) },
  })
  try {
    await using stack = await TrialStack.start({
      baseUrl: endpoint.baseUrl,
      concurrency: 16,
      isolated: true,
      timeoutSeconds: 30,
    })
    const { id } = await stack.client.start({ recipe: RECIPE, count: rows, seed: values.seed })
    let killed = 0
    const killer = setInterval(() => {
      const pids = stack.local.pids()
      const pid = pids[Math.floor(Math.random() * pids.length)]
      if (killed >= kills || pid === undefined) return clearInterval(killer)
      process.kill(pid, 'SIGKILL')
      killed += 1
    }, KILL_EVERY)
    const view = await stack.end(id, { resumes: true })
    clearInterval(killer)

    const stats = endpoint.stats()
    const samples = stack.samples()
    const bill = billed(stats)
    const [confirmed, possibly] = [nano(view.cost.confirmedUsd), nano(view.cost.possiblyUsd)]
    const ends = new Set(samples.map(({ i }) => i)).size
    console.log(
      `${name}: ${view.status.is}, ${view.counts.accepted} accepted, ${view.counts.rejected} rejected, ${view.counts.failed} failed of ${view.counts.released} in ${Math.round((Date.now() - began) / 1_000)} s; ${killed} processes killed`,
    )
    console.log(
      `  the endpoint: ${stats.calls} calls, ${JSON.stringify(stats.answered)}, ${stats.unheard.calls} billed without an answer`,
    )
    console.log(
      `  confirmed ${usd(confirmed)} <= bill ${usd(bill)} <= confirmed + possibly spent ${usd(confirmed + possibly)}`,
    )
    const isBracketed = confirmed <= bill && bill <= confirmed + possibly
    const isWhole = view.counts.accepted === rows && ends === view.counts.released
    return { isBracketed, isWhole, isExact: confirmed === bill && possibly === 0 }
  } finally {
    await endpoint.close()
  }
}

const dirty = await trial('with kills, hangs and 5xx', {
  shares: { throttle: 0.3, serverError: 0.05, cutOff: 0.02, hang: 0.01 },
  kills: KILLS,
})
const clean = await trial('without', { shares: { throttle: 0.3, cutOff: 0.02 }, retryAfter: 1, kills: 0 })
const failures = [
  ...(dirty.isBracketed ? [] : ['the first bill is not within what the run tells']),
  ...(clean.isExact ? [] : ['the second bill is not what the run tells, to the token']),
  ...(dirty.isWhole && clean.isWhole ? [] : ['rows are missing, or specs without an end']),
]
console.log(failures.length === 0 ? 'passed' : `FAILED: ${failures.join('; ')}`)
process.exitCode = failures.length === 0 ? 0 : 1
