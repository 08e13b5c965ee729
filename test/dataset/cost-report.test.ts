import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { awsPart } from '../../shared/dataset/aws-part.ts'
import { type CostReport, costReport, type Money } from '../../shared/dataset/cost-report.ts'
import { sumsOf, total } from '../../shared/dataset/sums.ts'
import type { Run } from '../../shared/run/run.ts'
import type { Call, Ended } from '../../shared/sample/record.ts'
import { MemoryStore } from '../ports/memory-store.ts'
import { aCall, accepted, aRun, awsPrices, failed, published, rejected } from './a-run.ts'

function report(run: Run, samples: readonly Ended[]): CostReport {
  const sums = total(samples.map((sample) => sumsOf(sample, 1_000)))
  return costReport(run, sums, awsPart({ sums, blocks: 1, files: [], memoryMegabytes: 512 }, awsPrices))
}

const unknown: Money = { confirmedNanoUsd: null, confirmedUsd: null, possiblyNanoUsd: null, possiblyUsd: null }

describe('the bill', () => {
  it('is the sum over the records, by outcome, stage and model', () => {
    const bill = report(aRun(), [
      accepted(0),
      accepted(1),
      rejected(2, { work: { calls: [aCall(), aCall({ try: 2, tier: 'flex', confirmed: 3_275 })], texts: {} } }),
    ])

    expect(bill.total).toEqual({
      calls: 6,
      tries: 6,
      uncounted: 0,
      tokens: { input: 120, cached: 30, output: 60 },
      confirmedNanoUsd: 36_025,
      confirmedUsd: 0.000036025,
      possiblyNanoUsd: 0,
      possiblyUsd: 0,
    })
    expect(bill.byOutcome.map(({ outcome, specs, confirmedNanoUsd }) => [outcome, specs, confirmedNanoUsd])).toEqual([
      ['accepted', 2, 26_200],
      ['rejected', 1, 9_825],
      ['failed', 0, 0],
    ])
    expect(bill.byStage.map(({ stage, calls, confirmedNanoUsd }) => [stage, calls, confirmedNanoUsd])).toEqual([
      ['summary', 2, 13_100],
      ['story', 4, 22_925],
    ])
    expect(
      bill.byModel.map(({ model, tier, calls, confirmedNanoUsd }) => [model, tier, calls, confirmedNanoUsd]),
    ).toEqual([
      ['gpt-6-luna', 'default', 5, 32_750],
      ['gpt-6-luna', 'flex', 1, 3_275],
    ])
    expect(bill.perAcceptedRow).toEqual({
      confirmedUsd: 0.000018013,
      possiblyUsd: 0,
      tokens: { input: 60, cached: 15, output: 30 },
    })
  })

  it('shows what attempts that died may have cost as possibly spent that no call tells of', () => {
    const bill = report(aRun(), [accepted(0, { attempt: 2, possibly: 100_000 }), accepted(1)])

    expect(bill.untold).toEqual({
      specs: 1,
      confirmedNanoUsd: 0,
      confirmedUsd: 0,
      possiblyNanoUsd: 100_000,
      possiblyUsd: 0.0001,
    })
    expect(bill.total.possiblyNanoUsd).toBe(100_000)
    expect(bill.byOutcome[0]?.possiblyNanoUsd).toBe(100_000)
  })

  it('counts a call that told no usage apart, with its bound as possibly spent', () => {
    const { usage: _, completion: __, ...silent } = aCall({ outcome: 'unknown', confirmed: 0, possibly: 50_000 })

    const bill = report(aRun(), [rejected(0, { work: { calls: [silent, aCall()], texts: {} } })])

    expect(bill.total).toMatchObject({
      calls: 2,
      tries: 1,
      uncounted: 1,
      confirmedNanoUsd: 6_550,
      possiblyNanoUsd: 50_000,
    })
  })

  it('names the model that was asked where a call was not answered', () => {
    const { usage: _, model: __, tier: ___, ...refused } = aCall({ outcome: 'throttled', confirmed: 0 })

    const bill = report(aRun(), [failed(0, { work: { calls: [refused], texts: {} } })])

    expect(bill.byModel).toMatchObject([
      { model: 'gpt-6-luna', tier: 'standard', calls: 1, tries: 0, confirmedNanoUsd: 0 },
    ])
  })
})

describe('a model without a known price', () => {
  const run = aRun({ prices: {} })
  const free = (more: Partial<Call> = {}) => aCall({ confirmed: 0, ...more })
  const sample = accepted(0, { work: { calls: [free({ stage: 'summary' }), free()], texts: {} } })

  it('makes every sum that it is in unknown, and never 0', () => {
    const bill = report(run, [sample])

    expect(bill.total).toMatchObject({ ...unknown, tokens: { input: 40, cached: 10, output: 20 } })
    expect(bill.perAcceptedRow).toMatchObject({ confirmedUsd: null, possiblyUsd: null })
    expect(bill.byStage).toMatchObject([unknown, unknown])
    expect(bill.byModel).toMatchObject([unknown])
    expect(bill.byOutcome[0]).toMatchObject(unknown)
    expect(bill.unpriced).toEqual(['gpt-6-luna'])
  })

  it('leaves the sums known that it has no part in', () => {
    const { recipe } = aRun()
    const story = { ...recipe.stages['story']!, model: { name: 'own' } }
    const mixed = aRun({ recipe: { ...recipe, stages: { ...recipe.stages, story } } })

    const bill = report(mixed, [
      accepted(0, { work: { calls: [aCall({ stage: 'summary' }), free({ model: 'own' })], texts: {} } }),
      rejected(1, { work: { calls: [aCall({ stage: 'summary' })], texts: {} } }),
    ])

    expect(bill.byStage).toMatchObject([
      { stage: 'summary', confirmedNanoUsd: 13_100 },
      { stage: 'story', ...unknown },
    ])
    expect(bill.byOutcome).toMatchObject([unknown, { confirmedNanoUsd: 6_550 }, { confirmedNanoUsd: 0 }])
    expect(bill.total).toMatchObject(unknown)
    expect(bill.unpriced).toEqual(['own'])
  })

  it('costs nothing for certain where it never took a call', () => {
    const { usage: _, model: __, ...blocked } = free({ outcome: 'blocked' })

    expect(report(run, [failed(0, { handOns: 1, work: { calls: [blocked], texts: {} } })]).total.confirmedUsd).toBe(0)
  })

  it('is unknown where attempts died, though no call tells of any', () => {
    const bill = report(run, [failed(0, { attempt: 4, reason: 'died 4 times' })])

    expect(bill.total).toMatchObject(unknown)
    expect(bill.untold).toMatchObject(unknown)
  })

  it('is priced where the endpoint names it otherwise than it was asked for', () => {
    const bill = report(aRun(), [
      accepted(0, { work: { calls: [aCall({ model: 'gpt-6-luna-2026-08-01' })], texts: {} } }),
    ])

    expect(bill.byModel).toMatchObject([{ model: 'gpt-6-luna-2026-08-01', confirmedNanoUsd: 6_550 }])
  })

  it('reads "unknown" on the page', async () => {
    const page = await (await published(new MemoryStore(), run, [sample])).text('cost.md')

    expect(page).toContain('**1 row; what they cost is unknown**')
    expect(page).toContain('| `story` | 1 | 1 | 20 | 5 | 10 | unknown | unknown |')
    expect(page).toMatch(/\*\*all\*\* .* unknown \| unknown \|/)
  })
})

const aMoney = fc.integer({ min: 0, max: 2_000_000_000 })
const someCalls = fc.array(
  fc
    .record({
      stage: fc.constantFrom('summary', 'story'),
      model: fc.constantFrom('gpt-6-luna', 'gpt-6.1-terra'),
      tier: fc.constantFrom('default', 'flex'),
      outcome: fc.constantFrom('answered' as const, 'unknown' as const),
      confirmed: aMoney,
      possibly: aMoney,
      usage: fc.record({ input: fc.nat(), cached: fc.nat(), output: fc.nat() }),
    })
    .map((call) => aCall(call)),
  { maxLength: 5 },
)
const someSamples = fc.array(
  fc.tuple(fc.constantFrom(accepted, rejected, failed), someCalls, aMoney).map(([ended, calls, died]): Ended => {
    const sample = ended(0, { work: { calls, texts: {} } })
    return { ...sample, possibly: sample.possibly + died }
  }),
  { maxLength: 30 },
)

describe('laws of the bill', () => {
  it('every table sums up to the total, and the total to the records, to the last digit', () => {
    fc.assert(
      fc.property(someSamples, (samples) => {
        const bill = report(aRun(), samples)
        const sum = (parts: readonly Money[], field: 'confirmedNanoUsd' | 'possiblyNanoUsd') =>
          parts.reduce((all, part) => all + part[field]!, 0)
        for (const [field, own] of [
          ['confirmedNanoUsd', 'confirmed'],
          ['possiblyNanoUsd', 'possibly'],
        ] as const) {
          const all = samples.reduce((sum, sample) => sum + sample[own], 0)
          expect(bill.total[field]).toBe(all)
          expect(sum(bill.byOutcome, field)).toBe(all)
          expect(sum([...bill.byStage, bill.untold], field)).toBe(all)
          expect(sum([...bill.byModel, bill.untold], field)).toBe(all)
        }
        const calls = samples.flatMap(({ work }) => work.calls)
        for (const table of [bill.byOutcome, bill.byStage, bill.byModel]) {
          for (const kind of ['input', 'cached', 'output'] as const) {
            expect(table.reduce((all, { tokens }) => all + tokens[kind], 0)).toBe(
              calls.reduce((all, { usage }) => all + (usage?.[kind] ?? 0), 0),
            )
          }
          expect(table.reduce((all, row) => all + row.calls, 0)).toBe(calls.length)
        }
      }),
    )
  })

  it('sums of sums do not depend on how samples are parted, nor on their order', () => {
    fc.assert(
      fc.property(someSamples, fc.nat(30), (samples, at) => {
        const sums = samples.map((sample) => sumsOf(sample, 10))
        const parted = total([total(sums.slice(at).toReversed()), total(sums.slice(0, at))])
        expect(parted).toEqual(total(sums))
        expect(JSON.stringify(parted)).toBe(JSON.stringify(total(sums)))
      }),
    )
  })
})

describe('the page', () => {
  it('begins with the verdict in one line', async () => {
    const read = await published(new MemoryStore(), aRun(), [accepted(0), accepted(1), rejected(2)])

    expect((await read.text('cost.md')).split('\n').slice(0, 3)).toEqual([
      '# What tales cost',
      '',
      '**2 rows for $0.0000328 (confirmed), $0.0000164 a row.**',
    ])
  })

  it('says of offline text that nothing was charged, and what the same tokens cost', async () => {
    const read = await published(new MemoryStore(), aRun({ endpoint: 'offline' }), [accepted(0)])

    const page = await read.text('cost.md')
    expect(page).toContain('**1 row, and nothing was charged:** text by the offline grammar.')
    expect(page).toContain("The same tokens cost $0.0000131 at gpt-6-luna's price")
    expect((await read.manifest()).note).toContain('not for training')
    expect((await read.cost()).charged).toBe(false)
  })

  it('gives the prices used with their date and source', async () => {
    const page = await (await published(new MemoryStore(), aRun(), [accepted(0)])).text('cost.md')

    expect(page).toContain('| `gpt-6-luna` | standard | $0.10 | $0.01 | $0.50 | 2026-11-01 | https://prices.example |')
  })
})

describe('the AWS part', () => {
  it('prices the time told of at the memory of generate, and counts requests by attempts', () => {
    const sums = total([sumsOf(accepted(0), 4_000), sumsOf(accepted(1, { attempt: 2, handOns: 1 }), 6_000)])

    const part = awsPart({ sums, blocks: 1, files: [], memoryMegabytes: 512 }, awsPrices)

    const line = (what: RegExp) => part.lines.find((line) => what.test(line.what))
    expect(line(/generate/)).toMatchObject({ quantity: 1, unit: 'GB-s', nanoUsd: 13_000 })
    expect(line(/invocations/)).toMatchObject({ quantity: 3 + 2 })
    // One batch of first messages, one hand-on, two for the aggregator; each received and deleted.
    expect(line(/send/)).toMatchObject({ quantity: 1 + 1 + 2 + 2 * 5 })
    expect(part.totalNanoUsd).toBe(part.lines.reduce((all, { nanoUsd }) => all + nanoUsd, 0))
  })
})
