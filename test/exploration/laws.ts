import { keys } from '../../shared/run/keys.ts'
import type { LogEntry } from '../../shared/run/log.ts'
import type { Run } from '../../shared/run/run.ts'
import { hasEnded, type SampleObject } from '../../shared/sample/record.ts'
import { must } from '../simulation/picture.ts'
import { billedFor, type Ledger } from './ledger.ts'
import type { Contents, Objects } from './objects.ts'
import type { Point } from './points.ts'
import { timeLeft } from './setting.ts'

/** What is checked, in words. `laws` below hold states and steps to it. */
export const INVARIANTS = [
  'a spec has one end, what has ended is written again only by a redrive that was logged, what is accepted never',
  'a spec is claimed only when it was released, within a bound that was logged for that attempt or left of it',
  'a log entry is written once, without gaps, and nothing follows the close but the wish to make again what failed',
  'the model is called only under a claim of the caller, which looked at its deadline just before',
  'a claim is billed no more than its bound',
  'confirmed <= billed <= confirmed + possibly spent + what the claim may still spend, for every spec',
  'confirmed = billed and nothing is possibly spent where nobody died and no call was unknown',
  'confirmed + possibly spent + outstanding <= budget',
  'from every state, with everything under way lost, the run closes and every released spec has its end',
]

/** What the objects are, as those see it who look at all of them at once. */
export interface Scene {
  log: LogEntry[]
  samples: SampleObject[]
}

export function sceneOf(contents: Contents, objects: Objects, run: Run): Scene {
  const read = <T>(prefix: string): T[] =>
    [...objects]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, version]) => JSON.parse(contents.text(version)) as T)
  return { log: read(keys.logPrefix(run.id)), samples: read(`runs/${run.id}/samples/`) }
}

export function checkState({ log, samples }: Scene, ledger: Ledger, run: Run): void {
  let committed = 0
  const released = releasedIn(log)
  for (let i = 0; i < released; i += 1) {
    const sample = samples.find((each) => each.i === i)
    committed += outstandingOf(i, sample, log)
    const billed = billedFor(ledger, i)
    if (sample === undefined) {
      must(billed === 0, () => `spec ${i} was billed ${billed} and has no object`)
      continue
    }
    const { confirmed, possibly } = sample
    committed += confirmed + possibly
    const held = sample.state === 'claimed' ? sample.bound : 0
    must(confirmed <= billed, () => `spec ${i} confirms ${confirmed}, and was billed ${billed}`)
    must(billed <= confirmed + possibly + held, () => {
      return `spec ${i} was billed ${billed}, and admits ${confirmed} + ${possibly} + ${held}`
    })
    const exact = !hasEnded(sample) || ledger.inexact.has(i) || (confirmed === billed && possibly === 0)
    must(exact, () => `spec ${i} met no trouble, was billed ${billed}, and admits ${confirmed} + ${possibly}`)
  }
  for (const [name, { billed, bound }] of ledger.claims) {
    must(billed <= bound, () => `the claim of ${name} was billed ${billed}, its bound is ${bound}`)
  }
  const { budget } = run
  must(budget === undefined || committed <= budget, () => `the budget is ${budget}, and ${committed} are committed`)
}

/** The bound of a logged redrive of this spec in this attempt. */
const redriven = ({ decision }: LogEntry, i: number, isIt: (attempt: number) => boolean): number | undefined =>
  decision.kind === 'redrive' && decision.specs.some(([spec, attempt]) => spec === i && isIt(attempt))
    ? decision.bound
    : undefined

function outstandingOf(i: number, sample: SampleObject | undefined, log: LogEntry[]): number {
  const again = log.reduce((sum, entry) => sum + (redriven(entry, i, (n) => n > (sample?.attempt ?? 0)) ?? 0), 0)
  if (sample !== undefined && hasEnded(sample)) return again
  const ordered = log.reduce((sum, { decision }) => {
    const isAhead = decision.kind === 'retry' && decision.i === i && decision.attempt > (sample?.attempt ?? 0)
    return isAhead ? sum + decision.bound : sum
  }, 0)
  const first = log.find(({ decision }) => decision.kind === 'wave' && decision.from <= i && i < decision.to)?.decision
  if (sample === undefined) return again + ordered + (first?.kind === 'wave' ? first.bound : 0)
  return again + ordered + (sample.state === 'claimed' ? sample.bound : sample.state === 'waiting' ? sample.left : 0)
}

export const releasedIn = (log: LogEntry[]): number =>
  log.reduce((to, { decision }) => (decision.kind === 'wave' ? decision.to : to), 0)

export function checkSample(before: SampleObject | undefined, after: SampleObject, { log }: Scene): void {
  const at = `spec ${after.i}`
  must(after.i < releasedIn(log), () => `${at} is worked on and was never released`)
  if (before !== undefined) {
    const isAgain = log.some((entry) => redriven(entry, after.i, (n) => n === after.attempt) !== undefined)
    const mayMove = !hasEnded(before) || (before.state !== 'accepted' && isAgain)
    must(mayMove, () => `${at} had ended as ${before.state} and was written again as ${after.state}`)
    must(after.attempt >= before.attempt, () => `${at} went from attempt ${before.attempt} to ${after.attempt}`)
  }
  if (after.state !== 'claimed') return
  must(after.attempt === (before?.attempt ?? 0) + 1, () => `${at}: attempt ${after.attempt} out of order`)
  const bounds = log.flatMap(({ decision }) => {
    if (decision.kind === 'wave' && after.attempt === 1) return [decision.bound]
    if (decision.kind === 'retry' && decision.i === after.i && decision.attempt === after.attempt) {
      return [decision.bound]
    }
    return redriven({ decision } as LogEntry, after.i, (n) => n === after.attempt) ?? []
  })
  const allowed = before?.state === 'waiting' ? [...bounds, before.left] : bounds
  must(allowed.includes(after.bound), () => `${at} may cost ${after.bound}, allowed are ${allowed.join(', ')}`)
}

export function checkEntry(isThere: boolean, entry: LogEntry, { log }: Scene): void {
  must(!isThere, () => `log entry ${entry.n} is written twice`)
  must(entry.n === log.length + 1, () => `log entry ${entry.n} follows ${log.length}`)
  const last = log.at(-1)
  must(
    last?.status.is !== 'closed' || entry.decision.kind === 'reopen',
    () => `${entry.decision.kind} follows the close`,
  )
}

export function checkCall({ name, answers, beginning, request }: Point, ledger: Ledger): void {
  if (request?.do !== 'call') return
  must(ledger.claims.has(name), () => `${name} calls the model without a claim`)
  const left = timeLeft(beginning.began, answers.at(-1)?.now ?? beginning.began)
  must(request.timeoutMilliseconds <= left, () => `${name} may call for ${request.timeoutMilliseconds} ms of ${left}`)
}
