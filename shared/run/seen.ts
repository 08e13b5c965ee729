import type { ETag } from '../ports/store.ts'
import type { Call, Progressed, SampleObject } from '../sample/record.ts'
import type { Seen } from './progress.ts'

/** What is remembered of a spec's object. */
export function seenAs(sample: SampleObject, etag: ETag, moved: number): Seen {
  const { state, attempt, confirmed, possibly, work } = sample
  const outstanding = state === 'claimed' ? sample.bound : state === 'waiting' ? sample.left : 0
  const total = (count: (usage: { input: number; output: number }) => number) =>
    work.calls.reduce((sum, { usage }) => sum + (usage === undefined ? 0 : count(usage)), 0)
  return {
    etag,
    state,
    attempt,
    outstanding,
    confirmed,
    possibly,
    input: total(({ input }) => input),
    output: total(({ output }) => output),
    ...writtenWhere(work),
    moved,
    ...(state === 'claimed' && sample.start !== undefined && { start: sample.start }),
    ...(state === 'waiting' && { next: sample.next }),
  }
}

/** Of English text in the tokenizers of today. */
const CHARACTERS_A_TOKEN = 4

function writtenWhere({ calls }: Progressed): Pick<Seen, 'written'> {
  const answered = calls.filter(({ outcome }) => outcome === 'answered')
  if (answered.every(({ usage }) => usage !== undefined)) return {}
  const tokens = ({ usage, completion = '' }: Call) =>
    usage?.output ?? Math.ceil(completion.length / CHARACTERS_A_TOKEN)
  return { written: answered.reduce((sum, call) => sum + tokens(call), 0) }
}
