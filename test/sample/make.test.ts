import { describe, expect, it } from 'vitest'
import type { ModelOutcome } from '../../shared/ports/model.ts'
import { callBound } from '../../shared/sample/bound.ts'
import type { Progressed } from '../../shared/sample/record.ts'
import { answered, aPrice, aRecipe, attempt, byPrompt, inTurn } from './world.ts'

const chain = aRecipe(
  {
    plan: { prompt: 'Plan {{ noun }}' },
    story: { prompt: 'Tell {{ plan }}', checks: [{ uses: ['noun'] }] },
  },
  { entities: { noun: ['dog', 'cat'] } },
)
const draw = { noun: 'dog' }
const oneStage = aRecipe({ story: { prompt: 'Tell', tries: 2 } })

describe('a sample of several stages', () => {
  it('is accepted with what every stage made', async () => {
    const { made } = await attempt({ recipe: chain, draw, replies: inTurn(' A plan. ', 'Two dogs ran.') })

    expect(made).toMatchObject({
      kind: 'accepted',
      output: { text: 'Two dogs ran.' },
      verdicts: [{ check: 'hygiene' }, { check: 'hygiene' }, { check: 'uses', verdict: 'pass' }],
      work: {
        texts: { plan: 'A plan.', story: 'Two dogs ran.' },
        calls: [
          {
            stage: 'plan',
            try: 1,
            outcome: 'answered',
            messages: [{ role: 'user', content: 'Plan dog' }],
            completion: ' A plan. ',
            finishReason: 'stop',
            usage: { input: 10, cached: 0, output: 5 },
            model: 'm-1',
            milliseconds: 100,
          },
          { stage: 'story', try: 1, messages: [{ role: 'user', content: 'Tell A plan.' }] },
        ],
      },
    })
  })

  it('starts a stage as soon as those that it needs are made', async () => {
    const recipe = aRecipe({
      slow: { prompt: 'slow' },
      quick: { prompt: 'quick' },
      next: { prompt: 'next {{ quick }}' },
      last: { prompt: 'last {{ next }} {{ slow }}' },
    })
    const nextBegan = Promise.withResolvers<void>()
    const replies = byPrompt({
      slow: () => nextBegan.promise.then(() => 'S.'),
      quick: 'Q.',
      next: async () => {
        nextBegan.resolve()
        return 'N.'
      },
      last: 'L.',
    })

    const { made } = await attempt({ recipe, replies })

    expect(made).toMatchObject({ kind: 'accepted', output: { text: 'L.' } })
  })

  it('goes on where it was handed on, and never calls a finished stage again', async () => {
    const first = await attempt({
      recipe: chain,
      draw,
      replies: inTurn('A plan.', { kind: 'throttled', message: 'slow down' }),
    })
    const second = await attempt({ recipe: chain, draw, work: first.made.work, replies: inTurn('A dog.') })

    expect(first.made).toMatchObject({
      kind: 'hand-on',
      trouble: 'throttled',
      reason: 'the endpoint asks to wait: slow down',
    })
    expect(second.asked.map(({ request }) => request.messages[0]!.content)).toEqual(['Tell A plan.'])
    expect(second.made).toMatchObject({ kind: 'accepted', work: { texts: { plan: 'A plan.', story: 'A dog.' } } })
    expect(second.made.work.calls.map(({ stage, outcome, try: n }) => [stage, n, outcome])).toEqual([
      ['plan', 1, 'answered'],
      ['story', 1, 'throttled'],
      ['story', 1, 'answered'],
    ])
  })

  it('does not change what it was handed', async () => {
    const work: Progressed = Object.freeze({ calls: Object.freeze([]) as unknown as [], texts: Object.freeze({}) })

    const { made } = await attempt({ recipe: oneStage, work, replies: inTurn('Hi.') })

    expect(made.kind).toBe('accepted')
    expect(work).toEqual({ calls: [], texts: {} })
  })
})

describe('an answer that fails a required check', () => {
  it('is tried again with what failed told to the model', async () => {
    const { made, asked } = await attempt({
      recipe: chain,
      draw,
      replies: inTurn('A plan.', 'A cat ran.', 'A dog ran.'),
    })

    expect(made).toMatchObject({ kind: 'accepted', output: { text: 'A dog ran.' } })
    expect(asked[2]!.request.messages).toEqual([
      { role: 'user', content: 'Tell A plan.' },
      { role: 'assistant', content: 'A cat ran.' },
      {
        role: 'user',
        content: 'This is not right yet:\n- Use the word "dog".\nWrite it again, whole, and answer with it alone.',
      },
    ])
    expect(made.work.calls.map((call) => call.try)).toEqual([1, 1, 2])
  })

  it('is rejected with its stage and reason when the tries are used up', async () => {
    const { made } = await attempt({
      recipe: chain,
      draw,
      replies: inTurn('A plan.', 'A cat.', 'A cow.', answered('A hen', { finishReason: 'length' })),
    })

    expect(made).toMatchObject({
      kind: 'rejected',
      stage: 'story',
      reason: 'stage story: hygiene: cut off by the token limit; uses: missing "dog" (3 tries)',
      verdicts: [
        { check: 'hygiene', verdict: 'pass' },
        { check: 'hygiene', verdict: 'fail' },
        { check: 'uses', verdict: 'fail' },
      ],
      work: { texts: { plan: 'A plan.' } },
    })
  })

  it('counts the tries of all attempts, and calls without an answer use up none', async () => {
    const unreachable: ModelOutcome = { kind: 'unreachable', message: 'ECONNREFUSED' }
    const first = await attempt({ recipe: oneStage, replies: inTurn('', unreachable) })
    const second = await attempt({ recipe: oneStage, work: first.made.work, replies: inTurn(unreachable) })
    const third = await attempt({ recipe: oneStage, work: second.made.work, replies: inTurn('') })

    expect(third.made).toMatchObject({ kind: 'rejected', reason: 'stage story: hygiene: no text came back (2 tries)' })
    expect(third.asked).toHaveLength(1)
  })

  it('of no text is asked as at first, since servers refuse an empty message', async () => {
    const { asked } = await attempt({ recipe: oneStage, replies: inTurn('', 'Hi.') })

    expect(asked[1]!.request.messages).toEqual(asked[0]!.request.messages)
  })

  it('only warns where the check is not required', async () => {
    const recipe = aRecipe({ story: { prompt: 'Tell', checks: [{ paragraphs: { min: 2 }, required: false }] } })

    const { made, asked } = await attempt({ recipe, replies: inTurn('One.') })

    expect(asked).toHaveLength(1)
    expect(made).toMatchObject({
      kind: 'accepted',
      verdicts: [{}, { check: 'paragraphs', verdict: 'fail', required: false }],
    })
  })

  it('takes a refusal that the endpoint names for one, without a text', async () => {
    const { made } = await attempt({
      recipe: aRecipe({ story: { prompt: 'Tell', tries: 1 } }),
      replies: inTurn(answered('', { refusal: 'No.' })),
    })

    expect(made).toMatchObject({ kind: 'rejected', reason: 'stage story: hygiene: the model refused (1 try)' })
  })
})

describe('money', () => {
  const prices = { m: aPrice }
  const bound = 1_000_000

  it('is confirmed by usage, at the tier that the answer names, the cached part at its own rate', async () => {
    const usage = { input: 10, cached: 4, output: 5 }
    const standard = await attempt({
      recipe: oneStage,
      prices,
      bound,
      replies: inTurn(answered('A.', { usage, tier: 'default' })),
    })
    const flex = await attempt({
      recipe: oneStage,
      prices,
      bound,
      replies: inTurn(answered('A.', { usage, tier: 'flex' })),
    })

    expect(standard.made).toMatchObject({
      confirmed: 60,
      possibly: 0,
      work: { calls: [{ confirmed: 60, possibly: 0 }] },
    })
    expect(flex.made).toMatchObject({ confirmed: 6 * 3 + 4 + 25, possibly: 0, work: { calls: [{ tier: 'flex' }] } })
  })

  it('is possibly spent, at the bound of the call, where nobody knows', async () => {
    const most = callBound({ messages: [{ role: 'user', content: 'Tell' }], maxOutputTokens: 100 }, aPrice)
    const { usage: _, ...withoutUsage } = answered('A.') as Extract<ModelOutcome, { kind: 'answered' }>

    const untold = await attempt({ recipe: oneStage, prices, bound, replies: inTurn(withoutUsage) })
    const unknown = await attempt({
      recipe: oneStage,
      prices,
      bound,
      replies: inTurn({ kind: 'unknown', message: '502' }),
    })

    expect(untold.made).toMatchObject({ kind: 'accepted', confirmed: 0, possibly: most })
    expect(unknown.made).toMatchObject({ kind: 'hand-on', trouble: 'unknown', confirmed: 0, possibly: most })
    expect(unknown.made.work.calls).toMatchObject([
      { outcome: 'unknown', message: '502', messages: [], possibly: most },
    ])
  })

  it.each(['throttled', 'unreachable', 'invalid', 'blocked'] as const)(
    'is not spent by a call that is %s',
    async (kind) => {
      const { made } = await attempt({ recipe: oneStage, prices, bound, replies: inTurn({ kind, message: 'no' }) })

      expect(made).toMatchObject({
        confirmed: 0,
        possibly: 0,
        work: { calls: [{ outcome: kind, confirmed: 0, possibly: 0 }] },
      })
    },
  )

  it('is counted of this attempt alone', async () => {
    const first = await attempt({
      recipe: chain,
      draw,
      prices,
      bound,
      replies: inTurn('A plan.', { kind: 'unknown', message: '' }),
    })
    const second = await attempt({
      recipe: chain,
      draw,
      prices,
      bound,
      work: first.made.work,
      replies: inTurn('A dog.'),
    })

    expect(first.made.confirmed).toBe(60)
    expect(second.made).toMatchObject({ confirmed: 60, possibly: 0 })
  })

  it('does not begin a call that does not fit what is left', async () => {
    const most = callBound({ messages: [{ role: 'user', content: 'Tell' }], maxOutputTokens: 100 }, aPrice)

    const enough = await attempt({ recipe: oneStage, prices, bound: most, replies: inTurn('A.') })
    const tooLittle = await attempt({ recipe: oneStage, prices, bound: most - 1, replies: inTurn('A.') })
    const nothing = await attempt({ recipe: oneStage, prices, bound: 0, replies: inTurn('A.') })

    expect(enough.made.kind).toBe('accepted')
    expect(tooLittle).toMatchObject({ made: { kind: 'out-of-bound' }, asked: [] })
    expect(nothing).toMatchObject({ made: { kind: 'out-of-bound' }, asked: [] })
  })

  it('is without limit where the price of a model is not known', async () => {
    const { made } = await attempt({ recipe: oneStage, prices: {}, bound: 0, replies: inTurn('A.') })

    expect(made).toMatchObject({ kind: 'accepted', confirmed: 0, possibly: 0 })
  })

  it('reserved by calls in flight is not given to another, which waits until they end', async () => {
    const recipe = aRecipe({ a: { prompt: 'aaaa' }, b: { prompt: 'bbbb' } }, { output: { text: '{{ a }}{{ b }}' } })
    const most = callBound({ messages: [{ role: 'user', content: 'aaaa' }], maxOutputTokens: 100 }, aPrice)
    let inFlight = 0
    const seen: number[] = []
    const reply = async () => {
      inFlight += 1
      seen.push(inFlight)
      await new Promise((resolve) => setImmediate(resolve))
      inFlight -= 1
      return 'X.'
    }

    const one = await attempt({ recipe, prices, bound: most + 60, replies: reply })
    const both = await attempt({ recipe, prices, bound: 2 * most, replies: reply })
    const notTwo = await attempt({ recipe, prices, bound: most + 59, replies: reply })

    expect(seen).toEqual([1, 1, 1, 2, 1])
    expect(one.made).toMatchObject({ kind: 'accepted', confirmed: 120 })
    expect(both.made.kind).toBe('accepted')
    expect(notTwo.made).toMatchObject({ kind: 'out-of-bound', confirmed: 60, work: { texts: { a: 'X.' } } })
  })

  it('above what the call could cost is told', async () => {
    const usage = { input: 10, cached: 0, output: 5_000 }

    const { made } = await attempt({ recipe: oneStage, prices, bound, replies: inTurn(answered('A.', { usage })) })

    expect(made).toMatchObject({ kind: 'accepted', confirmed: 50_010 })
    expect(made.overBound).toMatch(/^a call of stage story cost \$0\.000050 for 10 tokens read and 5000 written/)
  })
})

describe('time', () => {
  it('is given to a call up to what the stage allows, less what writing its end takes', async () => {
    const plenty = await attempt({ recipe: oneStage, left: 600_000, replies: inTurn('A.') })
    const some = await attempt({ recipe: oneStage, left: 20_000, replies: inTurn('A.') })

    expect(plenty.asked[0]!.timeoutMilliseconds).toBe(60_000)
    expect(some.asked[0]!.timeoutMilliseconds).toBe(15_000)
  })

  it('running out hands on at once, with what is made', async () => {
    const lefts = [30_000, 9_000]

    const { made, asked } = await attempt({
      recipe: chain,
      draw,
      left: () => lefts.shift() ?? 0,
      replies: inTurn('A plan.'),
    })

    expect(made).toMatchObject({
      kind: 'hand-on',
      trouble: 'time',
      delaySeconds: 0,
      work: { texts: { plan: 'A plan.' } },
    })
    expect(asked).toHaveLength(1)
  })

  it('is not enough if the calls before took half of it', async () => {
    const slow = answered('A plan.', { milliseconds: 20_000 })

    const { made } = await attempt({ recipe: chain, draw, left: 40_000, replies: inTurn(slow, 'A dog.') })

    expect(made).toMatchObject({ kind: 'hand-on', trouble: 'time' })
  })

  it('of a stage that asks for less may be shorter', async () => {
    const recipe = aRecipe({ story: { prompt: 'Tell', model: { timeoutSeconds: 2 } } })

    const { asked } = await attempt({ recipe, left: 7_000, replies: inTurn('A.') })

    expect(asked[0]!.timeoutMilliseconds).toBe(2_000)
  })
})

describe('trouble', () => {
  const throttled = (retryAfterSeconds?: number): ModelOutcome => ({
    kind: 'throttled',
    message: 'wait',
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  })

  it('waits as long as the endpoint asks, and up to a quarter more', async () => {
    const least = await attempt({ recipe: oneStage, replies: inTurn(throttled(7.5)), random: () => 0 })
    const most = await attempt({ recipe: oneStage, replies: inTurn(throttled(7.5)), random: () => 0.999 })
    const tooLong = await attempt({ recipe: oneStage, replies: inTurn(throttled(1_764_000_000)) })

    expect(least.made).toMatchObject({ delaySeconds: 8 })
    expect(most.made).toMatchObject({ delaySeconds: 10 })
    expect(tooLong.made).toMatchObject({ delaySeconds: 900 })
  })

  it('waits longer each time, up to a minute, and starts over after an answer', async () => {
    const delays: unknown[] = []
    let work: Progressed = { calls: [], texts: {} }
    for (let k = 0; k < 8; k += 1) {
      const { made } = await attempt({ recipe: oneStage, work, replies: inTurn(throttled()), random: () => 0.999_999 })
      delays.push('delaySeconds' in made && made.delaySeconds)
      work = made.work
    }
    const { made } = await attempt({
      recipe: oneStage,
      work,
      replies: inTurn('', throttled()),
      random: () => 0.999_999,
    })

    expect(delays).toEqual([2, 4, 8, 16, 32, 60, 60, 60])
    expect(made).toMatchObject({ kind: 'hand-on', delaySeconds: 2 })
    expect(JSON.stringify(work).length).toBeLessThan(8 * 250)
  })

  it('of a pace puts the sample down before anything is asked, and with all of its bound', async () => {
    const turns = { next: async () => ({ later: 40, isAsked: false }), heard: () => {} }

    const { made, asked } = await attempt({ recipe: oneStage, replies: inTurn('A text.'), turns })

    expect(asked).toEqual([])
    expect(made).toMatchObject({
      kind: 'hand-on',
      trouble: 'pace',
      delaySeconds: 40,
      confirmed: 0,
      work: { calls: [] },
    })
  })

  it('is told to those who share the endpoint, call by call', async () => {
    const heard: string[] = []
    const turns = {
      next: async () => 'now' as const,
      heard: (model: string, { kind }: ModelOutcome) => void heard.push(`${model} ${kind}`),
    }

    await attempt({ recipe: oneStage, replies: inTurn('', throttled()), turns })

    expect(heard).toEqual(['m answered', 'm throttled'])
  })

  it('of time is judged when a call has had its turn', async () => {
    let left = 300_000
    const turns = {
      next: async () => {
        left = 1_000
        return 'now' as const
      },
      heard: () => {},
    }

    const { made, asked } = await attempt({ recipe: oneStage, replies: inTurn('A text.'), turns, left: () => left })

    expect(asked).toEqual([])
    expect(made).toMatchObject({ kind: 'hand-on', trouble: 'time' })
  })

  it('of one stage lets the others that are in flight end, keeps their texts and begins no more', async () => {
    const recipe = aRecipe(
      {
        a: { prompt: 'aaaa' },
        b: { prompt: 'bbbb' },
        c: { prompt: 'cccc {{ b }}' },
      },
      { output: { text: '{{ a }}{{ c }}' } },
    )
    const failed = Promise.withResolvers<void>()
    const replies = byPrompt({
      aaaa: async () => {
        failed.resolve()
        return throttled()
      },
      bbbb: () => failed.promise.then(() => new Promise((resolve) => setImmediate(() => resolve('B.')))),
    })

    const { made, asked } = await attempt({ recipe, replies })

    expect(made).toMatchObject({ kind: 'hand-on', work: { texts: { b: 'B.' } } })
    expect(asked).toHaveLength(2)
  })

  it('that needs a person goes before all other', async () => {
    const recipe = aRecipe(
      { a: { prompt: 'aaaa', tries: 1 }, b: { prompt: 'bbbb' } },
      { output: { text: '{{ a }}{{ b }}' } },
    )
    const both = Promise.withResolvers<void>()
    const replies = byPrompt({
      aaaa: () => both.promise.then(() => ''),
      bbbb: async () => {
        both.resolve()
        return { kind: 'blocked', message: 'no such key' }
      },
    })

    const { made } = await attempt({ recipe, replies })

    expect(made).toMatchObject({ kind: 'blocked', reason: 'the endpoint refuses to work: no such key' })
  })

  it('with this request alone fails the sample', async () => {
    const { made } = await attempt({
      recipe: oneStage,
      replies: inTurn({ kind: 'invalid', message: 'prompt too long' }),
    })

    expect(made).toMatchObject({
      kind: 'failed',
      stage: 'story',
      reason: 'stage story: the endpoint will not take it: prompt too long',
    })
  })

  it('with a template fails the sample and costs nothing', async () => {
    const recipe = aRecipe(
      { story: { prompt: '{% for i in (1..n) %}{% for k in (1..n) %}x{% endfor %}{% endfor %}' } },
      { entities: { n: [1, 2] } },
    )

    const { made, asked } = await attempt({ recipe, draw: { n: 100_000 }, replies: inTurn('A.') })

    expect(made).toMatchObject({ kind: 'failed', stage: 'story' })
    expect(asked).toEqual([])
  })

  it('of a model that throws is taken for a call of unknown outcome', async () => {
    const { made } = await attempt({
      recipe: oneStage,
      replies: () => {
        throw new Error('boom')
      },
    })

    expect(made).toMatchObject({ kind: 'hand-on', trouble: 'unknown', reason: 'the endpoint did not answer: boom' })
  })
})
