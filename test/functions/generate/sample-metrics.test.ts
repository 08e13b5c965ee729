import { describe, expect, it } from 'vitest'
import { sampleMetrics } from '../../../functions/generate/sample-metrics.ts'
import { figuresOf } from '../../../shared/run/figures.ts'
import type { Made } from '../../../shared/sample/make.ts'
import type { Call } from '../../../shared/sample/record.ts'

const call = (outcome: Call['outcome'], usage?: Call['usage']) => ({ outcome, ...(usage && { usage }) }) as Call
const usage = { input: 10, cached: 0, output: 4 }

describe('what is counted of a sample', () => {
  it('is its end, its calls by what came of them, its tokens and its money', () => {
    const calls = [call('answered', usage), call('throttled'), call('unknown'), call('answered', usage)]
    const made = { kind: 'accepted', work: { calls, texts: {} }, confirmed: 3_000, possibly: 500 } as unknown as Made

    expect(sampleMetrics({ did: 'accepted', figures: figuresOf(made, 0) }, 0)).toEqual({
      Accepted: 1,
      Tries: 2,
      Throttles: 1,
      Unanswered: 1,
      InputTokens: 20,
      OutputTokens: 8,
      ConfirmedUsd: 0.000003,
      PossiblyUsd: 0.0000005,
    })
  })

  it('leaves out what earlier attempts called', () => {
    const calls = [call('throttled'), call('answered', usage)]
    const made = { kind: 'accepted', work: { calls, texts: {} }, confirmed: 0, possibly: 0 } as unknown as Made

    expect(figuresOf(made, 1)).toMatchObject({ tries: 1, throttles: 0, inputTokens: 10 })
  })

  it.each([
    ['rejected', { Rejected: 1 }],
    ['failed', { Failed: 1 }],
    ['hand-on', { HandedOn: 1 }],
    ['out-of-bound', { HandedOn: 1 }],
    ['blocked', { RunsPaused: 1 }],
    ['paused', { RunsPaused: 1 }],
    ['lost', {}],
  ] as const)('of one that is %s is %j', (did, metrics) => {
    expect(sampleMetrics({ did }, 0)).toEqual(metrics)
  })

  it('is no sample where a collection is asked for', () => {
    expect(sampleMetrics({ did: 'accepted' }, -1)).toEqual({})
  })

  it('is nothing of a message that is dropped', () => {
    expect(sampleMetrics({ did: 'dropped', because: 'the run is closed' }, 0)).toEqual({})
  })
})
