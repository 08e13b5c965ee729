import type { Outgoing, Queue } from '../../shared/ports/queue.ts'
import { builtInRecipe } from '../../shared/recipe/library.ts'
import type { Fleet as RunFleet } from '../../shared/run/decide.ts'
import { keys, versionOf } from '../../shared/run/keys.ts'
import type { AggregateMessage, SpecMessage, TickMessage } from '../../shared/run/message.ts'
import { plan } from '../../shared/run/plan.ts'
import { Runs } from '../../shared/run/runs.ts'
import { startRun } from '../../shared/run/start.ts'
import { toBytes } from '../../shared/run/stored-json.ts'
import type { SampleObject } from '../../shared/sample/record.ts'
import { chanceOf } from '../dataset/twins/planted.ts'
import { FolderedStore } from './foldered-store.ts'
import { polled } from './limits.ts'

export interface FleetOptions {
  samples: number
  /** Of the samples queue: MaximumConcurrency. */
  concurrency: number
  /** Of one sample, median; it is spread as lengths of texts are. */
  seconds: number
  /** Samples a second that the endpoint lets through. */
  endpoint?: number
}

/** What one look at the run took. */
export interface Tick {
  at: number
  released: number
  cpuMilliseconds: number
  gets: number
  lists: number
  read: number
  written: number
}

export interface Ran {
  /** From the first message until every sample had its end, and until the run was over. */
  endedSeconds: number
  overSeconds: number
  ticks: Tick[]
  /** By ten seconds: samples under way, ended so far, and puts a second of samples. */
  course: { at: number; underWay: number; ended: number; putsASecond: number }[]
  /** Of `progress`, at its largest. */
  progressBytes: number
  mostUnderWay: number
  mostWaiting: number
  accepted: number
  attempts: number
}

const REJECTED = 0.05

/** A run of so many samples under simulated time: `plan` and all that it decides are the real ones, making a sample is a wait. */
export async function ran({
  samples,
  concurrency,
  seconds,
  endpoint = Number.POSITIVE_INFINITY,
}: FleetOptions): Promise<Ran> {
  let now = 1_000_000
  const store = new FolderedStore(() => now)
  const clock = { now: () => now }
  const waiting: SpecMessage[] = []
  const ticks: { at: number; body: TickMessage }[] = []
  const orders: { at: number; body: AggregateMessage }[] = []
  const into = <T>(take: (body: T, delay: number) => void): Queue<T> => ({
    send: async (messages: readonly Outgoing<T>[]) => {
      for (const { body, delaySeconds = 0 } of messages) take(body, delaySeconds)
    },
  })
  const queues = {
    samples: into<SpecMessage>((body) => waiting.push(body)),
    ticks: into<TickMessage>((body, delay) => ticks.push({ at: now + delay * 1_000, body })),
    // A compaction takes some seconds, and so do the parts of a dataset.
    blocks: into<AggregateMessage>((body) => orders.push({ at: now + (body.do === 'compact' ? 5_000 : 60_000), body })),
  }
  const fleet: RunFleet = {
    ...{ concurrency, generateTimeoutSeconds: 300, visibilitySeconds: 1_800, longestTickSeconds: 10 },
  }
  const recipe = builtInRecipe('tinystories-instruct')
  const { run } = await startRun(
    { recipe, count: samples, maxSpecs: 2 * samples, seed: 'fleet', endpoint: 'offline', origin: 'api' },
    { store, ticks: queues.ticks, clock },
  )
  const world = { store, clock, ...queues, runs: new Runs(store, clock), fleet }
  const began = now
  const chance = chanceOf(samples)
  const serviceMilliseconds = () =>
    seconds * 1_000 * Math.exp(0.4 * Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance()))
  // By the second in which they end.
  const ends = new Map<number, SpecMessage[]>()
  const result: Ran = {
    ...{ endedSeconds: 0, overSeconds: 0, ticks: [], course: [], progressBytes: 0 },
    ...{ mostUnderWay: 0, mostWaiting: 0, accepted: 0, attempts: 0 },
  }
  let [underWay, ended, puts, credit, next] = [0, 0, 0, 0, 0]

  const object = ({ run: id, i, attempt, draw, bound }: SpecMessage, state: 'claimed' | 'accepted' | 'rejected') =>
    toBytes({
      ...{ state, run: id, i, attempt, nonce: `${state} ${i}`, draw, confirmed: 150_000, possibly: 0 },
      ...{ work: { calls: [], texts: {} }, invocationMilliseconds: 0, handOns: 0 },
      ...(state === 'claimed'
        ? { bound }
        : { verdicts: [], ...(state === 'rejected' && { stage: 'story', reason: '' }) }),
      ...(state === 'accepted' && { output: { text: '', labels: {} } }),
    } as unknown as SampleObject)
  const put = (spec: SpecMessage, state: 'claimed' | 'accepted' | 'rejected') => {
    puts += 1
    return store.put(keys.sample(spec.run, spec.i), object(spec, state))
  }

  for (let step = 0; step < 200_000; step += 1) {
    now = began + step * 1_000
    for (const spec of ends.get(step) ?? []) {
      const isRejected = chance() < REJECTED
      await put(spec, isRejected ? 'rejected' : 'accepted')
      ended += 1
      underWay -= 1
      if (!isRejected) result.accepted += 1
    }
    ends.delete(step)
    credit = Math.min(Math.max(endpoint, 1), credit + endpoint)
    const limit = polled(step, concurrency)
    while (underWay < limit && next < waiting.length && credit >= 1) {
      const spec = waiting[next]!
      next += 1
      credit -= 1
      underWay += 1
      result.attempts += 1
      await put(spec, 'claimed')
      const at = step + Math.max(1, Math.round(serviceMilliseconds() / 1_000))
      ends.set(at, [...(ends.get(at) ?? []), spec])
    }
    if (next > 50_000) {
      waiting.splice(0, next)
      next = 0
    }
    result.mostUnderWay = Math.max(result.mostUnderWay, underWay)
    result.mostWaiting = Math.max(result.mostWaiting, waiting.length - next)
    for (const order of orders.splice(0)) {
      if (order.at > now) orders.push(order)
      else await done(order.body)
    }
    for (const tick of ticks.splice(0)) {
      if (tick.at > now) ticks.push(tick)
      else await looked(tick.body)
    }
    if (step % 10 === 9) {
      result.course.push({ at: step + 1, underWay, ended, putsASecond: puts / 10 })
      puts = 0
    }
    if (underWay === 0 && result.endedSeconds === 0 && result.accepted >= samples) result.endedSeconds = step
    if (ticks.length === 0 && orders.length === 0 && underWay === 0 && waiting.length === next) {
      result.overSeconds = step
      break
    }
  }
  return result

  async function done(order: AggregateMessage): Promise<void> {
    if (order.do === 'compact') {
      await store.put(keys.block(order.run, order.block, order.n), new Uint8Array())
      store.forget(keys.blockOfSamples(order.run, order.block))
    } else if (order.do === 'publish') {
      await store.put(keys.manifest(recipe.name, versionOf(order.run, order.n)), toBytes({}))
    }
  }

  async function looked(tick: TickMessage): Promise<void> {
    const [before, cpu, sent] = [{ ...store.asked }, process.cpuUsage(), waiting.length]
    await plan(tick, world)
    const { user, system } = process.cpuUsage(cpu)
    const { asked } = store
    result.ticks.push({
      ...{ at: (now - began) / 1_000, released: waiting.length - sent, cpuMilliseconds: (user + system) / 1_000 },
      ...{ gets: asked.gets - before.gets, lists: asked.lists - before.lists },
      ...{ read: asked.read - before.read, written: asked.written - before.written },
    })
    const progress = await store.read(keys.progress(run.id))
    result.progressBytes = Math.max(result.progressBytes, progress?.body.length ?? 0)
  }
}
