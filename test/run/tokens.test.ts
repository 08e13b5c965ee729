import { describe, expect, it } from 'vitest'
import { decide } from '../../shared/run/decide.ts'
import { describeRun } from '../../shared/run/view.ts'
import { aRecipe } from '../recipe-builder.ts'
import { aFleet, aProgress, aRun, aSeen } from './builders.ts'
import { answered, World } from './world.ts'

/** About 625 output tokens a sample are expected of it. */
const recipe = aRecipe({ model: { ...aRecipe().model, maxOutputTokens: 1_000 } })

const ofTokens = (output: number) => answered('some words of a text', { usage: { input: 10, cached: 0, output } })

describe('a run that is asked for tokens', () => {
  it.each([
    ['as many as expected a sample', 600, 50_000],
    ['a fifth of that', 120, 20_000],
    ['half as many again', 950, 50_000],
    ['fewer in all than one sample has', 600, 30],
  ])('makes rows until they are there, where a sample has %s', async (_, output, wanted) => {
    const world = new World({ script: () => ofTokens(output), fleet: { concurrency: 4 } })
    const run = await world.start({ recipe, tokens: wanted, count: undefined })

    await world.settle()

    const { accepted } = await world.endsOf(run)
    const tokens = accepted * output
    expect(tokens).toBeGreaterThanOrEqual(wanted)
    // No more than were in progress when enough were there.
    expect(tokens - wanted).toBeLessThan(Math.max(8 * output, 0.2 * wanted))
    expect(await describeRun(run.id, world.store)).toMatchObject({
      status: { is: 'done', reason: 'complete' },
      tokens: { wanted, accepted: tokens },
    })
  })

  it('makes no more rows than a count that is given beside them', async () => {
    const world = new World({ script: () => ofTokens(10) })
    const run = await world.start({ recipe, tokens: 1_000_000, count: 7 })

    await world.settle()

    expect(await world.endsOf(run)).toMatchObject({ accepted: 7 })
  })

  it('counts every call of accepted samples, as the bill does, and none of the others', async () => {
    let calls = 0
    const one = { story: { prompt: 'Use {{ verb }}.', tries: 1, checks: [] } }
    const world = new World({ script: () => (++calls % 3 === 0 ? answered('') : ofTokens(50)) })
    const run = await world.start({
      recipe: { ...recipe, stages: one },
      tokens: 2_000,
      maxSpecs: 400,
      count: undefined,
    })

    await world.settle()

    expect((await world.endsOf(run)).rejected).toBeGreaterThan(10)
    expect(await world.endsOf(run)).toMatchObject({ accepted: 40 })
  })

  it('ends at its limit of specs where nothing is accepted, and long before it has spent as much as tokens', async () => {
    const world = new World({ script: () => answered('') })
    const run = await world.start({ recipe, tokens: 30_000, count: undefined })

    await world.settle()

    const { rejected } = await world.endsOf(run)
    expect(rejected).toBeLessThan(500)
    expect(await describeRun(run.id, world.store)).toMatchObject({ status: { is: 'done', reason: 'spec-limit' } })
  })

  it('reckons with the length of the text where the endpoint tells no usage', async () => {
    const { usage: _, ...text } = answered('So it was said. '.repeat(25)) as { kind: 'answered' } & ReturnType<
      typeof ofTokens
    >
    const world = new World({ script: () => text as ReturnType<typeof ofTokens> })
    const run = await world.start({ recipe, tokens: 1_000, count: undefined })

    await world.settle()

    expect((await world.endsOf(run)).accepted).toBeGreaterThanOrEqual(10)
    expect((await world.endsOf(run)).accepted).toBeLessThan(20)
  })

  it.each([
    [{ count: undefined }, /count is missing: say how many rows are wanted, or give tokens/],
    [{ tokens: 0 }, /tokens is 0; it must be a whole number from 1 to/],
    [{ tokens: 1.5 }, /tokens is 1.5/],
  ])('is refused with %j before anything is written', async (request, message) => {
    const world = new World()

    await expect(world.start(request)).rejects.toThrow(message)
    expect(world.store.objects.size).toBe(0)
  })
})

describe('releasing by tokens', () => {
  const tokens = { wanted: 1_000, aSample: 50, specsARow: 1.2 }
  const run = (changes = {}) => aRun({ count: 1_000, maxSpecs: 1_200, tokens: { ...tokens, ...changes } })
  const fleet = aFleet({ concurrency: 100 })
  const samples = (n: number, output: number) => Array.from({ length: n }, () => aSeen('accepted', { output }))
  const sizeOf = (decisions: ReturnType<typeof decide>['decisions']) =>
    decisions.map((made) =>
      made.do === 'log' && made.decision.kind === 'wave' ? made.decision.to - made.decision.from : made,
    )

  it.each([
    ['half of what is expected while nothing is known', [], 10],
    ['what is missing, by the mean so far', samples(10, 40), 15],
    ['less what is in progress', [...samples(10, 40), aSeen('claimed'), undefined], 13],
  ])('asks for %s', (_, specs, size) => {
    expect(sizeOf(decide(run(), aProgress(specs), fleet, 0).decisions)).toEqual([size])
  })

  it('closes as complete when they are there', () => {
    const { decisions } = decide(run(), aProgress(samples(10, 100)), fleet, 0)

    expect(decisions).toEqual([{ do: 'log', decision: { kind: 'close', reason: 'complete' } }])
  })
})
