import { ASK_BLOCK, blockOf } from './keys.ts'
import type { DatedEntry } from './log.ts'
import { ended, type Ordered, type Progress, releasedOf, reopen } from './progress.ts'
import { askedAgain } from './redrive.ts'

/** Takes one log entry in. Pure. */
export function heed(progress: Progress, { entry, written }: DatedEntry): Progress {
  const next = { ...progress, log: { n: entry.n, status: entry.status } }
  const { decision } = entry
  switch (decision.kind) {
    case 'wave': {
      const last = progress.waves.at(-1)
      const waves = last?.bound === decision.bound ? progress.waves.slice(0, -1) : progress.waves
      return openBlocks({ ...next, waves: [...waves, { to: decision.to, bound: decision.bound }], lastWave: written })
    }
    case 'ask': {
      const { i, draw, bound } = decision
      const open = { ...progress.open, [ASK_BLOCK]: progress.open[ASK_BLOCK] ?? {} }
      return { ...next, open, asked: { ...progress.asked, [i]: { draw, bound } }, lastWave: written }
    }
    case 'retry': {
      const { i, attempt, bound } = decision
      const times = (progress.ordered[i]?.times ?? 0) + 1
      return order(unseen(next, i), [[i, { kind: 'retry', attempt, bound, written, times }]])
    }
    case 'redrive': {
      const { specs, bound } = decision
      const ordered = specs.map(([i, attempt]): [number, Ordered] => [
        i,
        { kind: 'redrive', attempt, bound, written, times: 0 },
      ])
      const redriving = { ...progress.redriving }
      for (const [i] of specs) delete redriving[i]
      return order({ ...next, redriving }, ordered)
    }
    case 'reopen': {
      const { rejected, samples } = decision
      const { status } = progress.log
      const cancelled = status.is === 'closed' ? status.reason === 'cancelled' : progress.cancelled
      const request = { rejected, ...(samples !== undefined && { samples }) }
      return askedAgain({ ...next, cancelled, lastResume: written, copies: {} }, request, status.is === 'closed')
    }
    case 'resume':
      return { ...next, lastResume: written, copies: {} }
    case 'close':
      return { ...next, redrives: {}, redriving: {} }
    default:
      return next
  }
}

function order(progress: Progress, orders: [number, Ordered][]): Progress {
  const copies = { ...progress.copies }
  for (const [i] of orders) delete copies[i]
  const ordered = { ...progress.ordered, ...Object.fromEntries(orders) }
  const blocks = new Set(orders.map(([i]) => blockOf(i)))
  return [...blocks].reduce(reopen, { ...progress, copies, ordered })
}

/**
 * Of two looks at the same tick, one may retry what the other has just ended. An end that was seen is read again, and then tells
 * that the retry is out of date.
 */
function unseen(progress: Progress, i: number): Progress {
  const block = blockOf(i)
  const { [i]: seen, ...others } = progress.open[block] ?? {}
  return seen !== undefined && ended(seen) ? { ...progress, open: { ...progress.open, [block]: others } } : progress
}

function openBlocks(progress: Progress): Progress {
  const open = { ...progress.open }
  for (let block = blockOf(Math.max(0, releasedOf(progress) - 1)); block >= 0; block -= 1) {
    if (open[block] !== undefined || progress.settled[block] !== undefined) break
    open[block] = {}
  }
  return { ...progress, open }
}
