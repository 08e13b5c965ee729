import type { Clock, Deadline } from '../ports/clock.ts'
import type { Model } from '../ports/model.ts'
import type { Queue } from '../ports/queue.ts'
import type { Store } from '../ports/store.ts'
import type { Turns } from '../ports/turns.ts'
import type { CompiledRecipe } from '../recipe/compile.ts'
import { type Made, make } from '../sample/make.ts'
import { type Claimed, outputsOf } from '../sample/record.ts'
import { roundOf } from './asking.ts'
import { type Figures, figuresOf } from './figures.ts'
import { appendIf, type LogTail } from './log.ts'
import type { SpecMessage } from './message.ts'
import { claim, end, type Held, handOn } from './moves.ts'
import { recipeOf, roundRecipeOf } from './recipes.ts'
import type { Run } from './run.ts'
import type { Runs } from './runs.ts'

export interface GenerateWorld {
  store: Store
  samples: Queue<SpecMessage>
  runs: Runs
  model: Model
  /** Absent: every call is made at once. */
  turns?: Turns
  clock: Clock
  /** The local start that this worker belongs to; absent in the cloud. */
  start?: string | undefined
  /** Seconds of trouble without an answer, by its kind, after which the run pauses. */
  patience: Patience
}

export type Trouble = Extract<Made, { kind: 'hand-on' }>['trouble']
export type Patience = Record<Exclude<Trouble, 'time' | 'pace'>, number>

/** What became of a message: for the log line, never for a decision. */
export type Generated = { did: 'dropped'; because: string; figures?: undefined } | (Settled & { figures?: Figures })

interface Settled {
  did: Made['kind'] | 'lost' | 'paused'
  because?: string
}

/** One message, one attempt at one sample: claim, make, and end it or hand it on. */
export async function generate(message: SpecMessage, deadline: Deadline, world: GenerateWorld): Promise<Generated> {
  const began = world.clock.now()
  const prepared = await world.runs.get(message.run)
  if (prepared === undefined) return { did: 'dropped', because: 'no such run' }
  const tail = await world.runs.tail(message.run)
  if (tail.status.is !== 'running') return { did: 'dropped', because: `the run is ${tail.status.is}` }
  // Before the claim: what cannot be made from must not cost a bound.
  const recipe = message.i < 0 ? roundOfMessage(message, prepared.run) : recipeOf(prepared.run)

  const claimed = await claim(world.store, message, world.start)
  if ('dropped' in claimed) return { did: 'dropped', because: claimed.dropped }

  const made = await make(recipe, message.draw, claimed.claimed.sample.work, {
    model: world.model,
    turns: world.turns,
    clock: world.clock,
    deadline,
    prices: prepared.run.prices,
    bound: message.bound,
  })
  const settled = await settle(made, claimed.claimed, { began, tail, run: prepared.run }, world)
  return { ...settled, figures: figuresOf(made, claimed.claimed.sample.work.calls.length) }
}

function roundOfMessage({ i, draw }: SpecMessage, run: Run): CompiledRecipe {
  return roundRecipeOf(run, roundOf(run.recipe, i).entity, Number(draw['wanted']))
}

interface Attempt {
  began: number
  tail: LogTail
  run: Run
}

async function settle(made: Made, held: Held<Claimed>, attempt: Attempt, world: GenerateWorld): Promise<Settled> {
  const { store, clock } = world
  const told = {
    work: made.work,
    spent: { confirmed: made.confirmed, possibly: made.possibly },
    milliseconds: clock.now() - attempt.began,
  }
  const left = { reason: 'reason' in made ? made.reason : '', troubleSince: undefined }
  let moved: { sample: unknown } | 'lost'
  switch (made.kind) {
    case 'accepted':
      moved = await end(store, held, { state: 'accepted', ...outputsOf(made), verdicts: made.verdicts }, told)
      break
    case 'rejected':
      moved = await end(
        store,
        held,
        { state: 'rejected', stage: made.stage, reason: made.reason, verdicts: made.verdicts },
        told,
      )
      break
    case 'failed':
      moved = await end(store, held, { state: 'failed', stage: made.stage, reason: made.reason }, told)
      break
    case 'out-of-bound':
      moved = await handOn(store, held, { ...left, next: 'plan' }, told)
      break
    case 'blocked':
      // Nothing is sent: resuming sends whatever has no end.
      moved = await handOn(store, held, { ...left, next: 'message' }, told)
      await pause(attempt, made.reason, world)
      break
    case 'hand-on':
      return waitForIt(made, held, told, attempt, world)
  }
  if (made.overBound !== undefined) await pause(attempt, made.overBound, world)
  return moved === 'lost' ? { did: 'lost' } : { did: made.kind, because: left.reason }
}

async function waitForIt(
  made: Extract<Made, { kind: 'hand-on' }>,
  held: Held<Claimed>,
  told: Parameters<typeof handOn>[3],
  attempt: Attempt,
  world: GenerateWorld,
): Promise<Settled> {
  const { sample } = held
  const troubleSince = troubledSince(made, sample, attempt, world.clock)
  const waiting = await handOn(world.store, held, { next: 'message', reason: made.reason, troubleSince }, told)
  if (made.overBound !== undefined) await pause(attempt, made.overBound, world)
  if (waiting === 'lost') return { did: 'lost' }

  if (made.trouble !== 'time' && made.trouble !== 'pace' && troubleSince !== undefined) {
    const resumed = attempt.tail.status.is === 'running' ? attempt.tail.status.since : 0
    const troubled = world.clock.now() - Math.max(troubleSince, resumed)
    if (troubled > world.patience[made.trouble] * 1_000) {
      await pause(attempt, made.reason, world)
      return { did: 'paused', because: made.reason }
    }
  }
  const { run, i, draw } = sample
  await world.samples.send([
    {
      body: { run, i, attempt: sample.attempt + 1, draw, bound: waiting.sample.left, why: 'hand-on' },
      delaySeconds: Math.min(900, Math.ceil(made.delaySeconds)),
    },
  ])
  return { did: 'hand-on', because: made.reason }
}

/** Since when the endpoint has not answered this sample. Who waits for a turn has asked nothing: that neither begins nor ends it. */
function troubledSince(
  made: Extract<Made, { kind: 'hand-on' }>,
  sample: Claimed,
  { began }: Attempt,
  clock: Clock,
): number | undefined {
  if (made.trouble === 'time') return undefined
  const answered = made.work.calls.slice(sample.work.calls.length).some(({ outcome }) => outcome === 'answered')
  if (made.trouble === 'pace') return answered ? undefined : sample.troubleSince
  return answered ? clock.now() : (sample.troubleSince ?? began)
}

async function pause({ run }: Attempt, reason: string, { store, clock, runs }: GenerateWorld): Promise<void> {
  await appendIf(store, clock, run.id, { kind: 'pause', reason }, ({ is }) => is === 'running')
  runs.forgetTail(run.id)
}
