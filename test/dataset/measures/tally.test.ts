import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SplitRow, Tally, type TallyOptions } from '../../../shared/dataset/measures/tally.ts'
import { columnsOf } from '../../../shared/dataset/row.ts'
import type { Recipe } from '../../../shared/recipe/recipe.ts'
import type { Ended, Verdict } from '../../../shared/sample/record.ts'
import { aCall, accepted, aRun, failed, rejected } from '../a-run.ts'

const recipe: Recipe = {
  ...aRun().recipe,
  entities: {
    noun: { kind: 'list', values: ['boat', 'cat', 'dog'] },
    mood: { kind: 'list', values: ['happy', { name: 'sad', phrase: 'very sad' }] },
    subtopic: { kind: 'dependent', of: 'noun', values: { boat: ['sail', 'oar'], cat: ['paw'], dog: ['paw', 'bone'] } },
    year: { kind: 'compute', compute: '{{ noun }}' },
  },
}
const columns = columnsOf(['noun', 'features'], { noun: 'one', features: 'several' })

const tallyOf = (samples: readonly [Ended, readonly SplitRow[]][], more: Partial<TallyOptions> = {}) => {
  const tally = new Tally({ recipe, seed: '7', collections: {}, columns, samples: samples.length, ...more })
  for (const [sample, rows] of samples) tally.add(sample, rows)
  return tally
}
const row = (id: string, text: string, noun = 'boat', features: string[] = [], split?: string): SplitRow => ({
  row: { id, text, noun, features },
  ...(split !== undefined && { split }),
})
const fail = (check: string, more: Partial<Verdict> = {}): Verdict => ({
  ...{ stage: 'story', check, verdict: 'fail', required: true, reason: `${check} is missing` },
  ...more,
})
const pass = (check: string): Verdict => ({ stage: 'story', check, verdict: 'pass', required: true })

describe('coverage', () => {
  it('counts the values and pairs that came through, of those that there can be', async () => {
    const { coverage } = await tallyOf([
      [accepted(0, { draw: { noun: 'boat', mood: 'happy', subtopic: 'oar', year: 1 } }), []],
      [accepted(1, { draw: { noun: 'cat', mood: { name: 'sad', phrase: 'x' }, subtopic: 'paw' } }), []],
      [rejected(2, { draw: { noun: 'dog', mood: 'happy', subtopic: 'paw' } }), []],
    ]).measures()

    expect(coverage.entities.map(({ entity, possible, used }) => [entity, possible, used])).toEqual([
      ['noun', 3, 2],
      ['mood', 2, 2],
      ['subtopic', 4, 2],
      ['year', null, null],
    ])
    expect(coverage.pairs.map(({ entities, possible, used }) => [entities.join(' '), possible, used])).toEqual([
      ['noun mood', 6, 2],
      // Five subtopics, as "paw" is one of the cat's and one of the dog's.
      ['noun subtopic', 5, 2],
      ['mood subtopic', 8, 2],
    ])
    expect(coverage.pairs[0]!.grid).toEqual({
      down: ['boat', 'cat', 'dog'],
      right: ['happy', 'sad'],
      counts: [
        [1, 0],
        [0, 1],
        [0, 0],
      ],
    })
    expect(coverage.combinations).toBe('10')
  })

  it('counts each value of a subset, and nothing where a condition left the value out', async () => {
    const picked: Recipe = {
      ...recipe,
      entities: { noun: { kind: 'list', values: ['boat', 'cat', 'dog'], pick: { min: 1, max: 2 } } },
    }
    const { coverage } = await tallyOf(
      [
        [accepted(0, { draw: { noun: ['boat', 'dog'] } }), []],
        [accepted(1, { draw: {} }), []],
      ],
      { recipe: picked },
    ).measures()
    expect(coverage.entities[0]).toMatchObject({ possible: 3, used: 2 })
  })

  it('names values that are refused far more often than others', async () => {
    const samples = Array.from({ length: 300 }, (_, i): [Ended, SplitRow[]] => {
      const draw = { noun: ['boat', 'cat', 'dog'][i % 3]! }
      return [i % 3 === 1 && i % 2 === 0 ? rejected(i, { draw }) : accepted(i, { draw }), []]
    })
    const { coverage } = await tallyOf(samples).measures()
    expect(coverage.entities[0]!.hardest).toEqual([{ value: 'cat', drawn: 100, accepted: 50 }])
  })

  it('tells apart no pairs of very long lists, but says how often each region came', async () => {
    const many = Array.from({ length: 3_000 }, (_, k) => `v${k}`)
    const wide: Recipe = {
      ...recipe,
      entities: { a: { kind: 'list', values: many }, b: { kind: 'range', from: 1, to: 3_000, step: 1 } },
    }
    const { coverage } = await tallyOf([[accepted(0, { draw: { a: 'v2999', b: 1 } }), []]], {
      recipe: wide,
    }).measures()
    const [{ used, possible, grid }] = coverage.pairs as [(typeof coverage.pairs)[0]]
    expect([used, possible]).toEqual([null, 9_000_000])
    expect(grid.counts.at(-1)![0]).toBe(1)
    expect(grid.down).toHaveLength(16)
    expect(grid.down.at(-1)).toBe('v2813 … v2999')
  })
})

describe('adherence', () => {
  it('tells what the model did of itself from what was kept, check by check and all at once', async () => {
    const again = [
      aCall({ verdicts: [pass('uses'), fail('contains'), fail('paragraphs', { required: false })] }),
      aCall({ try: 2, verdicts: [pass('uses'), pass('contains')] }),
    ]
    const { adherence } = await tallyOf([
      [
        accepted(0, {
          work: { calls: [aCall({ verdicts: [pass('uses'), pass('contains')] })], texts: {} },
          verdicts: [pass('uses'), pass('contains')],
        }),
        [],
      ],
      [accepted(1, { work: { calls: again, texts: {} }, verdicts: [pass('uses'), pass('contains')] }), []],
      [
        rejected(2, { work: { calls: [aCall({ verdicts: [fail('uses')] })], texts: {} }, verdicts: [fail('uses')] }),
        [],
      ],
      [failed(3, { reason: 'the endpoint answered 503 in 812 ms' }), []],
      [failed(4, { reason: 'the endpoint answered 503 in 90 ms' }), []],
    ]).measures()

    expect(adherence.checks.map(({ check, first, kept }) => [check, first.share, kept.share])).toEqual([
      ['contains', 0.5, 1],
      ['paragraphs', 0, null],
      ['uses', 0.6667, 1],
    ])
    expect(adherence.allAtOnce).toEqual({ samples: 1, of: 3, share: 0.3333 })
    expect(adherence.tries).toEqual({ accepted: [1, 1], rejected: 1, failed: 2 })
    expect(adherence.reasons).toEqual([
      { state: 'failed', stage: null, check: null, samples: 2, example: 'the endpoint answered 503 in 812 ms' },
      { state: 'rejected', stage: 'story', check: 'uses', samples: 1, example: 'uses is missing' },
    ])
  })
})

describe('labels', () => {
  it('are balanced or not, each row counted once for each of its values', async () => {
    const { labels, rows, splits } = await tallyOf([
      [accepted(0), [row('0', 'a', 'boat', ['Twist', 'Twist'], 'train')]],
      [accepted(1), [row('1', 'b', 'boat', ['Twist', 'Moral'], 'test'), row('2', 'c', 'cat', [], 'train')]],
    ]).measures()
    expect([rows, splits]).toEqual([3, { train: 2, test: 1 }])
    expect(labels.map(({ label, values }) => [label, ...values.map(({ value, rows: n }) => `${value} ${n}`)])).toEqual([
      ['noun', 'boat 2', 'cat 1'],
      ['features', 'Twist 2', 'Moral 1'],
    ])
    expect(labels[0]!.evenness).toBeCloseTo(0.918, 3)
    expect(labels[1]!.rows).toBe(2)
  })

  it('that are texts of their own are not listed value by value', async () => {
    const rows = Array.from({ length: 100 }, (_, k) => row(`${k}`, 'a', `about number ${k}`))
    const { labels } = await tallyOf([[accepted(0), rows]]).measures()
    expect(labels[0]).toEqual({ label: 'noun', rows: 100, distinct: null, values: [], evenness: null })
  })
})

describe('a tally', () => {
  it('of parts, merged, says the same as one of the whole', async () => {
    const draw = fc.record({
      noun: fc.constantFrom('boat', 'cat', 'dog'),
      mood: fc.constantFrom('happy', 'sad'),
      subtopic: fc.constantFrom('oar', 'paw'),
    })
    const sample = fc.oneof(
      fc.record({ draw, text: fc.string() }).map(({ draw: drawn, text }) => (i: number): [Ended, SplitRow[]] => [
        accepted(i, { draw: drawn, verdicts: [pass('uses')] }),
        [row(`r-${i}`, text, drawn.noun, [drawn.mood], i % 5 === 0 ? 'test' : 'train')],
      ]),
      draw.map((drawn) => (i: number): [Ended, SplitRow[]] => [
        rejected(i, { draw: drawn, verdicts: [fail('uses', { reason: `number ${i}` })] }),
        [],
      ]),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(sample, { maxLength: 12 }), fc.nat(12), async (made, cut) => {
        const samples = made.map((make, i) => make(i))
        const options = { samples: samples.length }
        const parts = tallyOf(samples.slice(cut), options)
        parts.merge(tallyOf(samples.slice(0, cut), options))
        expect(await parts.measures()).toEqual(await tallyOf(samples).measures())
      }),
      { numRuns: 40 },
    )
  })

  it('cuts the course of the run into stretches that hold every sample and all the money', async () => {
    const samples = Array.from({ length: 130 }, (_, i): [Ended, SplitRow[]] => [
      i % 7 === 0 ? failed(i, { confirmed: 5 }) : accepted(i, { confirmed: 10 }),
      [],
    ])
    const { course } = await tallyOf(samples).measures()
    expect(course).toHaveLength(50)
    expect(course.reduce((sum, { accepted: n, failed: m }) => sum + n + m, 0)).toBe(130)
    expect(course.reduce((sum, { confirmed }) => sum + confirmed, 0)).toBe(19 * 5 + 111 * 10)
    for (const { from } of course) expect(Number.isInteger(from)).toBe(true)
  })

  it('measures words of texts without blanks on the sample alone', async () => {
    const { lengths } = await tallyOf([[accepted(0), [row('0', '从前有一个小女孩。'), row('1', 'a b')]]]).measures()
    expect(lengths.words!.count).toBe(2)
    expect(lengths.words!.min).toBe(2)
  })

  it('holds published figures against English stories, and against nothing else', async () => {
    const story =
      'The dog ran to the park. He was very happy. He saw a cat and they had a lot of fun in the sun all day.'
    const rows = [row('0', story)]
    const references = async (prompt: string) => {
      const told = {
        ...recipe,
        stages: { text: { prompt, tries: 1, checks: [] } },
        output: { text: '{{ text }}', labels: {} },
      }
      return (await tallyOf([[accepted(0), rows]], { recipe: told }).measures()).references
    }
    expect(await references('Write a story.')).not.toEqual([])
    expect(await references('Write a review.')).toEqual([])
  })
})
