import { hasEnded, type SampleObject } from '../../shared/sample/record.ts'
import type { Invocation } from './lambda.ts'
import { asked, isRedriven, loggedBounds, must, type Picture, released, retriesOf, type Spec } from './picture.ts'

export interface Move {
  before: Spec | undefined
  after: SampleObject
  by: Invocation
  /** Simulated milliseconds. */
  now: number
}

/** A spec has one end, and comes there by the moves that the design allows and no other. */
export function checkMove(picture: Picture, move: Move): void {
  const { before, after, by } = move
  const { i } = after
  const at = `spec ${i}`
  const isReleased = i < 0 ? asked(picture).includes(i) : i < released(picture)
  must(isReleased, () => `${at} is worked on and was never released`)
  if (before !== undefined) {
    const was = before.sample
    const again = (was.state === 'failed' || was.state === 'rejected') && isRedriven(picture, i, after.attempt)
    must(!hasEnded(was) || again, () => `${at} had ended as ${was.state} and was written again as ${after.state}`)
    must(after.nonce !== was.nonce, () => `${at} was written again with the same nonce`)
    must(same(after.draw, was.draw), () => `${at} changed its draw`)
    must(after.attempt >= was.attempt, () => `${at} went from attempt ${was.attempt} back to ${after.attempt}`)
    must(same(after.work.calls.slice(0, was.work.calls.length), was.work.calls), () => `${at} forgot calls`)
    if (hasEnded(was) && after.state !== 'claimed') {
      checkKept(was, after, by)
      return
    }
  }
  if (after.state === 'claimed') checkClaim(picture, move)
  else if (before?.sample.state === 'claimed' && after.attempt === before.sample.attempt && isOwn(move)) checkOwn(move)
  else checkUnheld(picture, move)
}

/** A redrive that nobody began when the run was closed: the spec keeps the end that it had. */
function checkKept(was: SampleObject, after: SampleObject, by: Invocation): void {
  const isKept = by.of === 'plan' && after.state === was.state && after.confirmed === was.confirmed
  must(isKept && after.possibly === was.possibly, () => `spec ${after.i} was ${was.state} and is now ${after.state}`)
}

const isOwn = ({ before, by }: Move): boolean => before?.claim?.by === by

function checkClaim(picture: Picture, { before, after, now, by }: Move): void {
  const at = `spec ${after.i}, attempt ${after.attempt}`
  if (after.state !== 'claimed') return
  const was = before?.sample
  must(by.of === 'generate', () => `${at} was claimed by ${by.of}`)
  checkRunning(picture, by)
  must(after.attempt === (was?.attempt ?? 0) + 1, () => `${at} follows attempt ${was?.attempt ?? 0}`)
  const bounds = loggedBounds(picture, after.i, after.attempt)
  const left = was?.state === 'waiting' && was.next === 'message' ? [was.left] : []
  must(
    [...bounds, ...left].includes(after.bound),
    () => `${at} may cost ${after.bound}, allowed are ${[...bounds, ...left]}`,
  )
  if (was?.state !== 'claimed') return
  must(bounds.length > 0, () => `${at} took over a claim without a logged retry`)
  checkDead(before!, now)
}

/** Who ends by itself, and well, has put down what it held, and has told if it was overcharged. */
export function checkSettled(picture: Picture, by: Invocation): void {
  const claim = picture.claims.get(by)
  if (claim === undefined || by.threw) return
  must(picture.specs.get(claim.i)?.claim !== claim, () => `spec ${claim.i} is still claimed by who is done with it`)
  if (!claim.overcharged) return
  const stopped = picture.log.some(({ status }, k) => status.is !== 'running' && picture.logged[k]! >= by.beganAt)
  const before = picture.log.findLast((_, k) => picture.logged[k]! < by.beganAt)
  must(stopped || (before !== undefined && before.status.is !== 'running'), () => {
    return `spec ${claim.i} was overcharged, and nobody paused the run`
  })
}

/** How long a worker may believe that a run still runs. */
const BELIEVED = 30_000

/** Who begins when the run has not been running for long leaves it alone. */
function checkRunning({ log, logged }: Picture, by: Invocation): void {
  const known = log.findLastIndex((_, k) => logged[k]! <= by.beganAt - BELIEVED)
  const since = log.slice(Math.max(0, known))
  const mayRun = known < 0 || since.some(({ status }) => status.is === 'running')
  must(mayRun, () => `${by.worker.name} began a sample while the run was ${log[known]?.status.is}`)
}

/** What the holder of a claim makes of it. */
function checkOwn({ before, after }: Move): void {
  const was = before!.sample
  const claim = before!.claim!
  const at = `spec ${after.i}, attempt ${after.attempt}`
  const confirmed = after.confirmed - was.confirmed
  const possibly = after.possibly - was.possibly
  must(confirmed === claim.told, () => `${at} confirms ${confirmed}, and was told of ${claim.told}`)
  must(possibly >= 0, () => `${at} spent ${possibly} possibly`)
  must(
    confirmed + possibly <= claim.bound + claim.overshoot,
    () => `${at} spent ${confirmed} + ${possibly} of ${claim.bound}`,
  )
  const calls = after.work.calls.length - was.work.calls.length
  must(calls === claim.calls, () => `${at} writes ${calls} calls down and made ${claim.calls}`)
  if (after.state === 'waiting') {
    const left = Math.max(0, claim.bound - confirmed - possibly)
    must(after.left <= left, () => `${at} hands on ${after.left}, and ${left} is left`)
  }
}

/** Copies, or retries, before anything is given up. */
const PATIENCE = 3

/** What plan ends because nobody holds it. */
function checkUnheld(picture: Picture, { before, after, by, now }: Move): void {
  const { i } = after
  const at = `spec ${i}`
  must(by.of === 'plan' && after.state === 'failed', () => `${at} was written as ${after.state} by ${by.of}`)
  if (after.reason.startsWith('never started')) {
    const times = picture.sends.get(`${i}.${(before?.sample.attempt ?? 0) + 1}`)?.times ?? 0
    must(times >= PATIENCE, () => `${at} is given up as never started, and was sent ${times} times`)
  }
  if (after.reason.includes('retries did not help')) {
    const times = retriesOf(picture, i)
    must(times >= PATIENCE, () => `${at} is given up after ${times} retries`)
  }
  if (before?.sample.state === 'claimed') checkDead(before, now)
}

/** Nobody may take what a living attempt holds whose time is not up. A second for times told in whole seconds. */
function checkDead({ claim, sample }: Spec, now: number): void {
  const { by } = claim!
  const gone = by.worker.dead || by.settled || now > by.endsAt - 1_000
  must(
    gone,
    () => `spec ${sample.i}: attempt ${sample.attempt} lives, has ${by.endsAt - now} ms left, and was replaced`,
  )
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
