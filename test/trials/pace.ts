import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Stats } from '../../infra/offline/books.ts'
import { startOffline } from '../../infra/offline/start.ts'
import { RECIPE, TrialStack } from './trial-stack.ts'

/**
 * A hidden limit, and workers that are processes of their own and share nothing but the bucket and the queues. What is
 * measured begins 30 s after the first call. Usage: npm run trial:pace -- [--limit 20] [--workers 24] [--seconds 120]
 */
const { values } = parseArgs({
  options: {
    limit: { type: 'string', default: '20' },
    workers: { type: 'string', default: '24' },
    seconds: { type: 'string', default: '120' },
  },
})
const [limit, workers, seconds] = [Number(values.limit), Number(values.workers), Number(values.seconds)]
const FINDING = 30

const endpoint = await startOffline({ latencyMilliseconds: 200, troubles: { rateLimit: limit } })
const figures = ({ answered }: Stats) => ({ good: answered['200'] ?? 0, throttled: answered['429'] ?? 0 })
try {
  await using stack = await TrialStack.start({ baseUrl: endpoint.baseUrl, concurrency: workers, isolated: true })
  await stack.client.start({ recipe: RECIPE, count: 100_000 })
  while (endpoint.stats().calls === 0) await sleep(20)
  const pids = new Set<number>()
  const at: ReturnType<typeof figures>[] = [figures(endpoint.stats())]
  for (let tens = 1; tens <= seconds / 10; tens += 1) {
    await sleep(10_000)
    at.push(figures(endpoint.stats()))
    for (const pid of stack.local.pids()) pids.add(pid)
    const [before, now] = [at.at(-2)!, at.at(-1)!]
    const [good, throttled] = [now.good - before.good, now.throttled - before.throttled]
    console.log(
      `${String(tens * 10).padStart(4)} s: ${(good / 10).toFixed(1)} calls/s, ${percent(throttled, good)} throttled`,
    )
  }
  const [from, to] = [at[FINDING / 10]!, at.at(-1)!]
  const [good, throttled] = [to.good - from.good, to.throttled - from.throttled]
  const share = good / (seconds - FINDING) / limit
  const isGood = share >= 0.9 && throttled / (good + throttled) < 0.05
  console.log(
    `${pids.size} processes; from ${FINDING} to ${seconds} s: ${share.toFixed(3)} of the limit, ${percent(throttled, good)} throttled`,
  )
  console.log(isGood ? 'passed' : 'FAILED: at least 0.9 of the limit and under 5 % throttled were wanted')
  process.exitCode = isGood ? 0 : 1
} finally {
  await endpoint.close()
}

function percent(throttled: number, good: number): string {
  return `${((100 * throttled) / Math.max(1, good + throttled)).toFixed(1)} %`
}
