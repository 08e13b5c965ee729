import pLimit from 'p-limit'
import type { NanoUsd } from '../cost/money.ts'
import type { Draw } from '../draw/draw.ts'
import type { Draws } from '../draw/draws.ts'
import type { Decision, Fleet } from './decide.ts'
import { heed } from './heed.ts'
import { blockOf, keys } from './keys.ts'
import { append, type DatedEntry, type LogDecision } from './log.ts'
import type { Look } from './look.ts'
import type { AggregateMessage, SpecMessage } from './message.ts'
import { promise } from './month.ts'
import { endUnheld, readSample } from './moves.ts'
import { claimedSoFar } from './pacing.ts'
import type { PlanWorld } from './plan.ts'
import { firstBound, type Progress, unended } from './progress.ts'
import type { Run } from './run.ts'
import type { PreparedRun } from './runs.ts'
import { toBytes } from './stored-json.ts'
import { standingOf } from './totals.ts'

/** Requests to the store side by side. */
const SIDE_BY_SIDE = 32

/** Does what was decided, and says what is known after it. */
export async function act(look: Look, decisions: Decision[], run: PreparedRun, world: PlanWorld): Promise<Progress> {
  const logged = await writeLog(look, decisions, run, world)
  const sent = await sendSpecs(logged, decisions, run, look.at, world)
  await endSpecs(sent, decisions, run, world)
  const collected = await writeCollections(sent, decisions, run, world)
  const ordered = await orderFromAggregate(collected, decisions, run, look.at, world)
  return rememberClaims(ordered, look.at, world.fleet)
}

async function writeLog(look: Look, decisions: Decision[], { run }: PreparedRun, world: PlanWorld): Promise<Look> {
  let { progress } = look
  const unsent = [...look.unsent]
  const logged = decisions.flatMap((decision) => (decision.do === 'log' ? [decision.decision] : []))
  const more = logged.reduce((sum, decision) => sum + promisedBy(decision), 0)
  const isPromised = await mayPromise(look, more, logged.length, run, world)
  for (const decision of logged) {
    if (promisedBy(decision) > 0 && !isPromised) continue
    const entry = await append(world.store, world.clock, run.id, progress.log, decision)
    // Somebody else decided first. The next look reads what, and decides again.
    if (entry === 'lost') break
    const dated: DatedEntry = { entry, written: look.at }
    unsent.push(dated)
    progress = heed(progress, dated)
  }
  return { ...look, progress, unsent }
}

/** The most that the attempts may cost that a decision allows. */
function promisedBy(decision: LogDecision): NanoUsd {
  switch (decision.kind) {
    case 'wave':
      return (decision.to - decision.from) * decision.bound
    case 'redrive':
      return decision.specs.length * decision.bound
    case 'ask':
    case 'retry':
      return decision.bound
    default:
      return 0
  }
}

/** Promised to the month first and logged then: who dies in between has promised too much, and the next look mends it. */
async function mayPromise(
  { progress, at }: Look,
  more: NanoUsd,
  entries: number,
  { id }: Run,
  { store, monthlyLimit: limit }: PlanWorld,
): Promise<boolean> {
  if (limit === undefined || more === 0) return true
  return promise(standingOf(id, progress), more, entries, { store, limit, at })
}

/** Sends what the log asks for and copies of what seems lost. What a look that died sent already is told apart by claims. */
async function sendSpecs(
  { progress, unsent }: Look,
  decisions: Decision[],
  run: PreparedRun,
  at: number,
  { samples }: PlanWorld,
): Promise<Progress> {
  const copied = decisions.flatMap((decision) => (decision.do === 'copy' ? [decision.i] : []))
  if (progress.log.status.is === 'running') {
    const specs = new Set([...specsOf(unsent, progress), ...copied])
    const messages = [...specs].flatMap((i) => messageFor(i, progress, run))
    await samples.send(messages.map((body) => ({ body })))
  }
  const copies = { ...progress.copies }
  for (const i of copied) copies[i] = { times: (copies[i]?.times ?? 0) + 1, at }
  return { ...progress, copies, sent: progress.log.n }
}

function* specsOf(entries: DatedEntry[], progress: Progress): Generator<number> {
  for (const { entry } of entries) {
    const { decision } = entry
    if (decision.kind === 'wave') for (let i = decision.from; i < decision.to; i += 1) yield i
    else if (decision.kind === 'retry' || decision.kind === 'ask') yield decision.i
    else if (decision.kind === 'redrive') for (const [i] of decision.specs) yield i
    else if (decision.kind === 'resume' || decision.kind === 'reopen') for (const { i } of unended(progress)) yield i
  }
}

/** The message that a spec waits for; none where an attempt holds it, or it has ended. */
function messageFor(i: number, progress: Progress, { run, draws }: PreparedRun): SpecMessage[] {
  const open = progress.open[blockOf(i)]
  if (open === undefined) return []
  const seen = open[i]
  const order = progress.ordered[i]
  const message = (attempt: number, bound: number, why: SpecMessage['why']): SpecMessage[] => [
    { run: run.id, i, attempt, draw: drawOf(i, progress, draws), bound, why },
  ]
  if (order !== undefined && order.attempt > (seen?.attempt ?? 0))
    return message(order.attempt, order.bound, order.kind)
  if (seen === undefined) return message(1, firstBound(progress, i), 'first')
  if (seen.state === 'waiting' && seen.next === 'message') return message(seen.attempt + 1, seen.outstanding, 'hand-on')
  return []
}

const drawOf = (i: number, { asked }: Progress, draws: Draws): Draw => (i < 0 ? (asked[i]?.draw ?? {}) : draws.draw(i))

/** Once; whoever writes them writes the same, since rounds that have ended never change. */
async function writeCollections(
  progress: Progress,
  decisions: Decision[],
  { run }: PreparedRun,
  { store }: PlanWorld,
): Promise<Progress> {
  const collect = decisions.find((decision) => decision.do === 'collect')
  if (collect === undefined) return progress
  await store.swap(keys.collections(run.id), toBytes(collect.collections), 'absent')
  return { ...progress, collected: true, answers: {} }
}

async function endSpecs(progress: Progress, decisions: Decision[], { run, draws }: PreparedRun, { store }: PlanWorld) {
  const limit = pLimit(SIDE_BY_SIDE)
  const end = async (i: number, reason: string) => {
    const seen = progress.open[blockOf(i)]?.[i]
    const there = await readSample(store, run.id, i)
    // Decided on what was seen: if it has moved since, the next look decides anew.
    if (there?.etag !== seen?.etag) return
    const attempt = Math.max(seen?.attempt ?? 0, progress.ordered[i]?.attempt ?? 0)
    await endUnheld(store, { run: run.id, i, draw: drawOf(i, progress, draws) }, there, { reason, attempt })
  }
  await Promise.all(
    decisions.map((decision) => (decision.do === 'end' ? limit(() => end(decision.i, decision.reason)) : undefined)),
  )
}

async function orderFromAggregate(
  progress: Progress,
  decisions: Decision[],
  { run }: PreparedRun,
  at: number,
  { blocks }: PlanWorld,
): Promise<Progress> {
  const orders: AggregateMessage[] = []
  const compacting = { ...progress.compacting }
  let { publishing } = progress
  for (const decision of decisions) {
    if (decision.do === 'compact') {
      const { block, released, n } = decision
      orders.push({ do: 'compact', run: run.id, block, released, n })
      compacting[block] = { n, released, at }
    } else if (decision.do === 'publish') {
      const { n } = decision
      orders.push({ do: 'publish', run: run.id, n, blocks: decision.blocks })
      publishing = { n, at }
    }
  }
  await blocks.send(orders.map((body) => ({ body })))
  return { ...progress, compacting, ...(publishing !== undefined && { publishing }) }
}

/** Keeps how many had been claimed when, as far back as the next wave's size depends on it. */
function rememberClaims(progress: Progress, at: number, { visibilitySeconds }: Fleet): Progress {
  const window = (visibilitySeconds / 4) * 1_000
  const claims = progress.claims.filter(([then]) => at - then <= window)
  return { ...progress, claims: [...claims, [at, claimedSoFar(progress)]] }
}

/** Nothing is left to look after. */
export const forget = (run: string, { store }: PlanWorld): Promise<void> => store.delete(keys.active(run))
