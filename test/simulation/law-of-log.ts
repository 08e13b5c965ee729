import type { LogEntry } from '../../shared/run/log.ts'
import { hasEnded } from '../../shared/sample/record.ts'
import { asked, closing, must, type Picture, released, retriesOf } from './picture.ts'

const MOST_RETRIES = 3

/** Entries are consecutive and written once; waves go on where the last ended; nothing follows a close. */
export function checkEntry(picture: Picture, entry: LogEntry, overwrites: boolean): void {
  const { n, decision, status } = entry
  const last = picture.log.at(-1)
  must(!overwrites, () => `log entry ${n} was written twice`)
  must(n === (last?.n ?? 0) + 1, () => `log entry ${n} follows ${last?.n ?? 'nothing'}`)
  const mayFollow = closing(picture) === undefined || decision.kind === 'reopen'
  must(mayFollow, () => `log entry ${n}, ${decision.kind}, follows the close`)
  switch (decision.kind) {
    case 'wave':
      must(decision.from === released(picture), () => `the wave from ${decision.from} follows ${released(picture)}`)
      must(decision.to > decision.from && decision.to <= picture.run!.maxSpecs, () => `a wave to ${decision.to}`)
      must(last === undefined || last.status.is === 'running', () => `a wave while the run is ${last?.status.is}`)
      must(decision.bound === picture.run!.bound, () => `a wave of bound ${decision.bound}`)
      break
    case 'ask': {
      const { i, bound } = decision
      must(i < 0 && !asked(picture).includes(i), () => `round ${i} is asked for twice`)
      must(Object.values(picture.run!.askBounds ?? {}).includes(bound), () => `round ${i} has the bound ${bound}`)
      must(released(picture) === 0, () => `round ${i} is asked for after samples were released`)
      break
    }
    case 'retry': {
      const times = retriesOf(picture, decision.i)
      must(times < MOST_RETRIES, () => `retry ${times + 1} of spec ${decision.i}`)
      break
    }
    case 'redrive':
      for (const [i, attempt] of decision.specs) {
        const sample = picture.specs.get(i)?.sample
        const isLeft = sample?.state === 'failed' || sample?.state === 'rejected'
        must(isLeft && attempt === sample.attempt + 1, () => {
          return `spec ${i} is ${sample?.state}, attempt ${sample?.attempt}, and is redriven in attempt ${attempt}`
        })
      }
      break
    case 'close':
      must(status.is === 'closed' && status.n === n, () => `a close that leaves the run ${status.is}`)
  }
  const wanted = { pause: 'paused', resume: 'running', reopen: 'running', close: 'closed' }[decision.kind as string]
  must(status.is === (wanted ?? last?.status.is ?? 'running'), () => `${decision.kind} leaves the run ${status.is}`)
}

/** What plan remembers as sent was given to the queue, after it was logged and unless it was out of date by then. */
export function checkSent(picture: Picture, after: number, upTo: number): void {
  for (const { n, decision } of picture.log.slice(after, upTo)) {
    const since = picture.logged[n - 1]!
    const specs =
      decision.kind === 'wave'
        ? numbersFrom(decision.from, decision.to)
        : decision.kind === 'retry'
          ? [decision.i]
          : decision.kind === 'ask'
            ? [decision.i]
            : decision.kind === 'redrive'
              ? decision.specs.map(([i]) => i)
              : decision.kind === 'resume'
                ? unfinished({ ...picture, log: picture.log.slice(0, n) })
                : []
    for (const i of specs) {
      const spec = picture.specs.get(i)
      const isAgain = decision.kind === 'redrive'
      if (spec && ((hasEnded(spec.sample) && !isAgain) || spec.movedAt >= since)) continue
      if (spec && decision.kind === 'resume' && (spec.sample.state !== 'waiting' || spec.sample.next !== 'message'))
        continue
      if (spec && decision.kind === 'retry' && spec.sample.attempt >= decision.attempt) continue
      const attempt = (spec?.sample.attempt ?? 0) + 1
      const sent = picture.sends.get(`${i}.${attempt}`)?.at
      must(
        sent !== undefined && sent >= since,
        () => `entry ${n} counts as sent, and attempt ${attempt} of spec ${i} was not`,
      )
    }
  }
}

const unfinished = (picture: Picture): number[] => [...asked(picture), ...numbersFrom(0, released(picture))]

const numbersFrom = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, k) => from + k)
