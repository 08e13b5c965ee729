import { describe, expect, it } from 'vitest'
import { decide } from '../../shared/run/decide.ts'
import { ASK_BLOCK } from '../../shared/run/keys.ts'
import { aRecipe } from '../recipe-builder.ts'
import { aFleet, aProgress, aRun, aSeen } from './builders.ts'

const closed = { log: { n: 3, status: { is: 'closed', reason: 'cancelled', n: 3 } } } as const
const many = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))

describe('releasing', () => {
  it('begins with twice the concurrency', () => {
    const { decisions } = decide(aRun({ count: 1_000, maxSpecs: 1_200 }), aProgress([]), aFleet({ concurrency: 4 }), 0)

    expect(decisions).toEqual([{ do: 'log', decision: { kind: 'wave', from: 0, to: 8, bound: 100 } }])
  })

  it('never releases more than the rows that are missing', () => {
    const { decisions } = decide(aRun({ count: 3 }), aProgress([]), aFleet(), 0)

    expect(decisions).toEqual([{ do: 'log', decision: { kind: 'wave', from: 0, to: 3, bound: 100 } }])
  })

  it('releases exactly as many more as were rejected', () => {
    const progress = aProgress([aSeen('accepted'), aSeen('rejected'), aSeen('failed')])

    const { decisions } = decide(aRun({ count: 3, maxSpecs: 10 }), progress, aFleet(), 0)

    expect(decisions).toEqual([{ do: 'log', decision: { kind: 'wave', from: 3, to: 5, bound: 100 } }])
  })

  it('waits while the specs in progress may be enough', () => {
    const progress = aProgress([aSeen('accepted'), aSeen('claimed'), undefined])

    const { decisions, again } = decide(aRun({ count: 3 }), progress, aFleet(), 0)

    expect(decisions).toEqual([])
    expect(again).toBeGreaterThan(0)
  })

  it('lets more lie unclaimed once more are claimed in the time', () => {
    const progress = aProgress(
      many(500, () => aSeen('accepted')),
      {
        claims: [
          [0, 0],
          [60_000, 500],
        ],
      },
    )

    const { decisions } = decide(aRun({ count: 10_000, maxSpecs: 12_000 }), progress, aFleet(), 60_000)

    expect(decisions).toEqual([{ do: 'log', decision: { kind: 'wave', from: 500, to: 1_000, bound: 100 } }])
  })

  it('releases only what the budget holds beside all that may still be spent', () => {
    const specs = [aSeen('accepted', { confirmed: 40 }), aSeen('claimed'), undefined]

    const { decisions } = decide(aRun({ count: 100, maxSpecs: 120, budget: 499 }), aProgress(specs), aFleet(), 0)

    // 499 - 40 confirmed - 100 claimed - 100 unclaimed leaves two bounds of 100.
    expect(decisions).toEqual([{ do: 'log', decision: { kind: 'wave', from: 3, to: 5, bound: 100 } }])
  })

  it('counts what was possibly spent against the budget', () => {
    const specs = [aSeen('accepted', { confirmed: 1, possibly: 450 })]

    const { decisions } = decide(aRun({ count: 100, maxSpecs: 120, budget: 500 }), aProgress(specs), aFleet(), 0)

    expect(decisions).toEqual([{ do: 'log', decision: { kind: 'close', reason: 'budget-reached' } }])
  })

  it('waits for money that attempts in progress may give back', () => {
    const specs = [aSeen('claimed')]

    const { decisions } = decide(aRun({ count: 100, maxSpecs: 120, budget: 150 }), aProgress(specs), aFleet(), 0)

    expect(decisions).toEqual([])
  })
})

describe('closing', () => {
  it('closes as complete when the rows are there', () => {
    const { decisions } = decide(aRun({ count: 1 }), aProgress([aSeen('accepted')]), aFleet(), 0)

    expect(decisions).toEqual([{ do: 'log', decision: { kind: 'close', reason: 'complete' } }])
  })

  it('closes at the limit of specs when rows are missing', () => {
    const run = aRun({ count: 2, maxSpecs: 2 })

    const { decisions } = decide(run, aProgress([aSeen('accepted'), aSeen('rejected')]), aFleet(), 0)

    expect(decisions).toEqual([{ do: 'log', decision: { kind: 'close', reason: 'spec-limit' } }])
  })

  it('ends what nobody holds and lets live claims end', () => {
    const specs = [aSeen('accepted'), aSeen('claimed', { moved: 10_000 }), aSeen('waiting'), undefined]

    const { decisions } = decide(aRun(), aProgress(specs, closed), aFleet(), 20_000)

    expect(decisions.map((decision) => (decision.do === 'end' ? decision.i : decision.do))).toEqual([2, 3])
  })

  it('publishes when every block is compacted, and once', () => {
    const sums = {
      accepted: 1,
      rejected: 0,
      failed: 0,
      confirmed: 0,
      possibly: 0,
      input: 0,
      output: 0,
      acceptedOutput: 0,
    }
    const settled = { ...closed, open: {}, settled: { 0: sums } }
    const progress = aProgress([aSeen('accepted')], settled)

    const first = decide(aRun(), progress, aFleet(), 0)
    const second = decide(aRun(), { ...progress, publishing: { n: 3, at: 0 } }, aFleet(), 1_000)

    expect(first.decisions).toEqual([{ do: 'publish', n: 3, blocks: 1 }])
    expect(second.decisions).toEqual([])
  })

  it('does not publish while a block is still being compacted', () => {
    const progress = aProgress([], { ...closed, compacting: { 0: { n: 3, released: 5, at: 1 } } })

    expect(decide(aRun(), progress, aFleet(), 2).decisions).toEqual([])
  })
})

describe('recovering', () => {
  const late = 1_000 * (300 + 61)

  it('retries an attempt that has been silent for longer than its timeout and a minute', () => {
    const alive = decide(aRun(), aProgress([aSeen('claimed')]), aFleet(), late - 2_000)
    const dead = decide(aRun(), aProgress([aSeen('claimed')]), aFleet(), late)

    expect(alive.decisions).toEqual([expect.objectContaining({ decision: expect.objectContaining({ kind: 'wave' }) })])
    expect(dead.decisions).toContainEqual({ do: 'log', decision: { kind: 'retry', i: 0, attempt: 2, bound: 100 } })
  })

  it('takes claims of another start of this machine for dead at once', () => {
    const progress = aProgress([aSeen('claimed', { start: 'before' })])

    const { decisions } = decide(aRun(), progress, aFleet({ start: 'now' }), 0)

    expect(decisions).toContainEqual({ do: 'log', decision: { kind: 'retry', i: 0, attempt: 2, bound: 100 } })
  })

  it('does not log a second retry while the first is awaited', () => {
    const ordered = { 0: { kind: 'retry', attempt: 2, bound: 100, written: 0, times: 1 } } as const

    const { decisions } = decide(aRun(), aProgress([aSeen('claimed')], { ordered }), aFleet(), late)

    expect(decisions.filter((decision) => decision.do === 'log' && decision.decision.kind === 'retry')).toEqual([])
  })

  it('gives up after three retries', () => {
    const ordered = { 0: { kind: 'retry', attempt: 4, bound: 100, written: 0, times: 3 } } as const
    const progress = aProgress([aSeen('claimed', { attempt: 4 })], { ordered })

    const { decisions } = decide(aRun(), progress, aFleet(), late)

    expect(decisions).toContainEqual({ do: 'end', i: 0, reason: expect.stringContaining('3 retries') })
  })

  it('ends a dead attempt whose retry does not fit the budget', () => {
    const { decisions } = decide(aRun({ budget: 150 }), aProgress([aSeen('claimed')]), aFleet(), late)

    expect(decisions).toEqual([{ do: 'end', i: 0, reason: expect.stringContaining('budget') }])
  })

  it('gives a new bound to what ran out of its own', () => {
    const progress = aProgress([aSeen('waiting', { next: 'plan', outstanding: 3 })])

    const { decisions } = decide(aRun(), progress, aFleet(), 0)

    expect(decisions).toContainEqual({ do: 'log', decision: { kind: 'retry', i: 0, attempt: 2, bound: 100 } })
  })

  it('copies a message that never came only when nothing else is claimed either', () => {
    const now = 1_801_000
    const backlog = decide(aRun({ count: 1 }), aProgress([undefined], { lastClaim: now - 5_000 }), aFleet(), now)
    const loss = decide(aRun({ count: 1 }), aProgress([undefined], { lastClaim: 0 }), aFleet(), now)

    expect(backlog.decisions).toEqual([])
    expect(loss.decisions).toEqual([{ do: 'copy', i: 0 }])
  })

  it('ends a spec as never started after three copies', () => {
    const progress = aProgress([undefined], { copies: { 0: { times: 3, at: 0 } } })

    const { decisions } = decide(aRun({ count: 1 }), progress, aFleet(), 1_801_000)

    expect(decisions).toEqual([{ do: 'end', i: 0, reason: expect.stringContaining('never started') }])
  })
})

describe('pausing', () => {
  it('decides nothing and asks for no further look', () => {
    const paused = { log: { n: 1, status: { is: 'paused', reason: 'key refused' } } } as const

    expect(decide(aRun(), aProgress([undefined], paused), aFleet(), 0)).toEqual({ decisions: [] })
  })
})

describe('a round of asking that is to be made again', () => {
  const recipe = aRecipe({
    entities: {
      topic: { kind: 'list', values: ['boats', 'owls'] },
      verb: { kind: 'ask', of: 'topic', prompt: 'List {{ wanted }} verbs of {{ topic }}.', size: 2, perAsk: 2 },
    },
  })
  // Of two topics the first has ended with nothing, and the second is asked again.
  const [ended, redriven] = [-1, -21]
  const asked = { draw: { wanted: 2 }, bound: 100 }
  const failed = aSeen('failed', { possibly: 100 })
  const progress = aProgress([], {
    log: { n: 3, status: { is: 'running', since: 0 } },
    asked: { [ended]: asked, [redriven]: asked },
    open: { [ASK_BLOCK]: { [ended]: failed, [redriven]: failed } },
    answers: { [ended]: [], [redriven]: [] },
    redriving: { [redriven]: 1 },
  })

  it('closes the run where the budget does not hold it', () => {
    const run = aRun({ recipe, askBounds: { verb: 100 }, budget: 250 })

    const { decisions } = decide(run, progress, aFleet(), 0)

    expect(decisions).toEqual([{ do: 'log', decision: { kind: 'close', reason: 'budget-reached' } }])
  })

  it('is made where the budget does', () => {
    const run = aRun({ recipe, askBounds: { verb: 100 }, budget: 350 })

    const { decisions } = decide(run, progress, aFleet(), 0)

    expect(decisions).toEqual([{ do: 'log', decision: { kind: 'redrive', specs: [[redriven, 2]], bound: 100 } }])
  })
})
