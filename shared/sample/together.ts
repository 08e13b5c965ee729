import type { Judgement } from '../checks/check.ts'

/** Items of which the faults are told one by one. */
const TOLD = 3

/** What a check says of all items together: a fail if it fails one of them. Figures one for each item. */
export function together(judgements: readonly Judgement[]): Judgement {
  const figure = judgements.map((judgement) => judgement.figure ?? null)
  const figures = figure.some((each) => each !== null) ? { figure } : {}
  const numbered = judgements.map((judgement, i) => ({ judgement, item: i + 1 }))
  const failed = numbered.flatMap(({ judgement, item }) => (judgement.verdict === 'fail' ? [{ judgement, item }] : []))
  if (failed.length > 0) {
    return {
      verdict: 'fail',
      ...figures,
      reason: told(failed.map(({ judgement, item }) => `item ${item}: ${judgement.reason}`)),
      advice: failed
        .slice(0, TOLD)
        .map(({ judgement, item }) => `Item ${item}: ${judgement.advice}`)
        .join(' '),
    }
  }
  const open = numbered.flatMap(({ judgement, item }) =>
    judgement.verdict === 'unverified' ? [`item ${item}: ${judgement.reason}`] : [],
  )
  return open.length > 0 ? { verdict: 'unverified', ...figures, reason: told(open) } : { verdict: 'pass', ...figures }
}

function told(faults: readonly string[]): string {
  const more = faults.length - TOLD
  return [...faults.slice(0, TOLD), ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
}
