import { describe, expect, it } from 'vitest'
import { RateLimit } from '../../infra/offline/rate-limit.ts'
import { jsonIn } from '../../shared/sample/json-answer.ts'
import { many } from './draws.ts'
import { type Answer, ask, chat, start, story, textOf } from './served.ts'

const SHARES = { throttle: 0.3, serverError: 0.1, cutOff: 0.2 }
const statuses = (answers: Answer[]) =>
  answers.map(({ status, body }) => `${status} ${body.choices?.[0].finish_reason}`)

describe('faults', () => {
  it('come as often as was said', async () => {
    const server = await start({ troubles: { shares: SHARES } })

    const answers = await Promise.all(many(600, (i) => ask(server, chat(story(i)))))

    const share = (is: (answer: Answer) => boolean) => answers.filter(is).length / answers.length
    expect(share(({ status }) => status === 429)).toBeCloseTo(0.3, 1)
    expect(share(({ status }) => status >= 500)).toBeCloseTo(0.1, 1)
    expect(share(({ body }) => body.choices?.[0].finish_reason === 'length')).toBeCloseTo(0.2, 1)
  })

  it('befall the same calls with the same seed, whatever order they arrive in, and others with another', async () => {
    const [here, there, other] = await Promise.all([
      start({ seed: 's', troubles: { shares: SHARES } }),
      start({ seed: 's', troubles: { shares: SHARES } }),
      start({ seed: 't', troubles: { shares: SHARES } }),
    ])
    const prompts = many(60, (i) => story(i))

    const forward = await Promise.all(prompts.map((prompt) => ask(here, chat(prompt))))
    const backward = await Promise.all(prompts.toReversed().map((prompt) => ask(there, chat(prompt))))
    const others = await Promise.all(prompts.map((prompt) => ask(other, chat(prompt))))

    expect(statuses(backward.toReversed())).toEqual(statuses(forward))
    expect(statuses(others)).not.toEqual(statuses(forward))
  })

  it('pass: the same call, asked again, is answered, with the text that it would have had at once', async () => {
    const [server, sound] = await Promise.all([start({ troubles: { shares: { throttle: 0.9 } } }), start()])

    let answer = await ask(server, chat(story(1)))
    for (let tries = 0; answer.status === 429 && tries < 300; tries += 1) answer = await ask(server, chat(story(1)))

    expect(textOf(answer)).toBe(textOf(await ask(sound, chat(story(1)))))
  })

  it('cut a text off and bill what was written of it', async () => {
    const [server, sound] = await Promise.all([start({ troubles: { shares: { cutOff: 1 } } }), start()])

    const [cut, whole] = [await ask(server, chat(story(1))), await ask(sound, chat(story(1)))]

    expect(textOf(whole).startsWith(textOf(cut))).toBe(true)
    expect(cut.body.choices[0].finish_reason).toBe('length')
    expect(cut.body.usage.completion_tokens).toBeLessThan(whole.body.usage.completion_tokens)
    expect(server.stats().completionTokens).toBe(cut.body.usage.completion_tokens)
  })

  it('bring something else than the JSON that was asked for, and leave other texts alone', async () => {
    const server = await start({ troubles: { shares: { invalid: 1 } } })
    const schema = { type: 'object', properties: { title: { type: 'string' } }, required: ['title'] }
    const format = { type: 'json_schema', json_schema: { name: 'title', schema } }

    const answers = await Promise.all(many(20, (i) => ask(server, chat(story(i), { response_format: format }))))
    const text = await ask(server, chat(story(1)))

    const titled = answers
      .map((answer) => jsonIn(textOf(answer)))
      .filter((value) => value && 'title' in (value as object))
    expect(titled).toEqual([])
    expect(text.body.choices[0].finish_reason).toBe('stop')
    expect(textOf(text).length).toBeGreaterThan(100)
  })

  it('hang: bill and never answer', async () => {
    const server = await start({ troubles: { shares: { hang: 1 } } })
    const gone = AbortSignal.timeout(100)

    const answer = fetch(`${server.baseUrl}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify(chat(story(1))),
      signal: gone,
    })

    await expect(answer).rejects.toThrow()
    const { calls, completionTokens, answered, unheard } = server.stats()
    expect({ calls, answered }).toEqual({ calls: 1, answered: { hung: 1 } })
    expect(completionTokens).toBeGreaterThan(10)
    expect(unheard).toMatchObject({ calls: 1, completionTokens })
  })

  it('fail with a bill or without one, which its books tell apart', async () => {
    const server = await start({ troubles: { shares: { serverError: 1 } } })

    await Promise.all(many(40, (i) => ask(server, chat(story(i)))))

    const { answered, unheard, models } = server.stats()
    expect(Object.keys(answered)).toEqual(['500', '502', '503'])
    expect(unheard.calls).toBeGreaterThan(8)
    expect(unheard.calls).toBeLessThan(32)
    expect(models['gpt-6-luna']!.calls).toBe(unheard.calls)
  })

  it('cannot befall more calls than there are', async () => {
    await expect(start({ troubles: { shares: { hang: 0.6, throttle: 0.5 } } })).rejects.toThrow('1.1 together')
  })
})

describe('a rate limit', () => {
  it('lets a second’s worth through at once, then as many as a second brings', () => {
    let now = 0
    const limit = new RateLimit(20, () => now)
    const taken = (calls: number) => many(calls, () => limit.take().isAllowed).filter(Boolean).length

    const burst = taken(100)
    now += 500
    const half = taken(100)
    let steady = 0
    for (let n = 0; n < 400; n += 1) {
      now += 25
      steady += taken(1)
    }

    expect([burst, half, steady]).toEqual([20, 10, 200])
  })

  it('of less than a call a second lets one through', () => {
    let now = 0
    const limit = new RateLimit(0.5, () => now)

    const first = [limit.take(), limit.take()]
    now += 2_000
    const later = limit.take()

    expect(first).toMatchObject([{ isAllowed: true }, { isAllowed: false, nextSeconds: 2 }])
    expect(later.isAllowed).toBe(true)
  })

  it('is told only where it shall be', async () => {
    const [hidden, open] = await Promise.all([
      start({ troubles: { rateLimit: 1 } }),
      start({ troubles: { rateLimit: 1, tellsLimit: true } }),
    ])
    const headersOf = async ({ baseUrl }: { baseUrl: string }) => {
      const body = JSON.stringify(chat('x'))
      await (await fetch(`${baseUrl}/chat/completions`, { method: 'POST', body })).text()
      const { status, headers } = await fetch(`${baseUrl}/chat/completions`, { method: 'POST', body })
      return { status, told: [...headers.keys()].filter((name) => /ratelimit|retry/.test(name)), headers }
    }

    const [silent, telling] = [await headersOf(hidden), await headersOf(open)]

    expect(silent).toMatchObject({ status: 429, told: [] })
    expect(telling.status).toBe(429)
    expect(telling.headers.get('x-ratelimit-remaining-requests')).toBe('0')
    expect(telling.headers.get('x-ratelimit-reset-requests')).toMatch(/^\d+ms$/)
    expect(telling.headers.get('retry-after')).toBe('1')
  })
})

describe('a quota', () => {
  it('is used up after so many calls, and says so as OpenAI does', async () => {
    const server = await start({ troubles: { quota: 2 } })

    const answers = [await ask(server, chat('a')), await ask(server, chat('b')), await ask(server, chat('c'))]

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429])
    expect(answers[2]!.body.error).toMatchObject({ code: 'insufficient_quota', type: 'insufficient_quota' })
  })
})
