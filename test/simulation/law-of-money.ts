import type { ModelOutcome } from '../../shared/ports/model.ts'
import { hasEnded } from '../../shared/sample/record.ts'
import type { Invocation } from './lambda.ts'
import type { Billed } from './model.ts'
import { type Claim, must, type Picture, type Spec } from './picture.ts'

/** A call needs a claim of the caller, and a deadline that was looked at just before. */
export function checkCall(picture: Picture, timeoutMilliseconds: number, by: Invocation, now: number): Claim {
  const claim = picture.claims.get(by)
  must(claim !== undefined, () => `${by.worker.name} called the model without a claim`)
  must(by.askedTimeAt === now, () => `${by.worker.name} called the model without having looked at its deadline`)
  const left = by.endsAt - now
  must(timeoutMilliseconds <= left, () => `a call may take ${timeoutMilliseconds} ms, and ${left} ms are left`)
  return claim
}

/** Takes a bill into the books. */
export function book(picture: Picture, { nano, told, aboveBound }: Billed, by: Invocation): void {
  const claim = picture.claims.get(by)!
  claim.billed += nano
  if (told) claim.told += nano
  if (aboveBound) {
    claim.overshoot += nano
    claim.overcharged ||= told
    picture.overshoot += nano
  }
  picture.billed.set(claim.i, (picture.billed.get(claim.i) ?? 0) + nano)
  must(claim.billed <= claim.bound + claim.overshoot, () => {
    return `spec ${claim.i}, attempt ${claim.attempt} was billed ${claim.billed}, its bound is ${claim.bound}`
  })
}

/** Whether anybody who hears this knows what it cost. */
export const tellsCost = (outcome: ModelOutcome): boolean =>
  outcome.kind !== 'unknown' && (outcome.kind !== 'answered' || outcome.usage !== undefined)

/** confirmed <= billed <= confirmed + possibly spent + what the claim may still spend. */
export function checkSpec(picture: Picture, i: number): void {
  const spec = picture.specs.get(i)
  const billed = picture.billed.get(i) ?? 0
  must(spec !== undefined, () => `spec ${i} was billed ${billed} and has no object`)
  const { confirmed, possibly } = spec.sample
  const held = spec.sample.state === 'claimed' ? spec.sample.bound : 0
  must(confirmed <= billed, () => `spec ${i} confirms ${confirmed}, and was billed ${billed}`)
  must(billed <= confirmed + possibly + held + picture.overshoot, () => {
    return `spec ${i} was billed ${billed}, and admits ${confirmed} + ${possibly} + ${held}`
  })
  if (!hasEnded(spec.sample) || picture.inexact.has(i)) return
  must(confirmed === billed && possibly === 0, () => {
    return `spec ${i} met no trouble, was billed ${billed}, and admits ${confirmed} + ${possibly}`
  })
}

/** All that is spent, may have been spent, or may yet be. */
export function committed(picture: Picture): number {
  let nano = 0
  for (const { sample } of picture.specs.values()) nano += sample.confirmed + sample.possibly + heldBy(sample)
  for (const { decision } of picture.log) {
    if (decision.kind === 'wave') {
      for (let i = decision.from; i < decision.to; i += 1) if (!picture.specs.has(i)) nano += decision.bound
    } else if (decision.kind === 'ask') {
      if (!picture.specs.has(decision.i)) nano += decision.bound
    } else if (decision.kind === 'redrive') {
      for (const [i, attempt] of decision.specs) {
        if ((picture.specs.get(i)?.sample.attempt ?? 0) < attempt) nano += decision.bound
      }
    } else if (decision.kind === 'retry' && isAwaited(picture.specs.get(decision.i), decision.attempt)) {
      nano += decision.bound
    }
  }
  return nano
}

const heldBy = (sample: Spec['sample']): number =>
  sample.state === 'claimed' ? sample.bound : sample.state === 'waiting' ? sample.left : 0

const isAwaited = (spec: Spec | undefined, attempt: number): boolean =>
  spec === undefined || (!hasEnded(spec.sample) && spec.sample.attempt < attempt)

/** What all runs that anybody charges for have promised stays within the month's limit. */
export function checkMonth(pictures: readonly Picture[], limit: number | undefined): void {
  const charged = pictures.filter(({ run }) => run !== undefined && run.endpoint !== 'offline')
  if (limit === undefined || charged.length === 0) return
  const nano = charged.reduce((sum, picture) => sum + committed(picture) - picture.overshoot, 0)
  must(
    nano <= limit,
    () => `the monthly limit is ${limit}, and ${nano} are spent or promised by ${charged.length} runs`,
  )
}

export function checkBudget(picture: Picture): void {
  const budget = picture.run?.budget
  if (budget === undefined) return
  const nano = committed(picture)
  must(nano <= budget + picture.overshoot, () => `the budget is ${budget}, and ${nano} are spent or promised`)
}
