import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import type { Stats } from '../../infra/offline/books.ts'
import { drawn, many } from './draws.ts'
import { type Answer, ask, chat, start, story, textOf } from './served.ts'

describe('an answer', () => {
  it('has the shape that OpenAI documents, read by its own client', async () => {
    const server = await start()
    const client = new OpenAI({ apiKey: 'none', baseURL: server.baseUrl, maxRetries: 0 })

    const answer = await client.chat.completions.create({
      model: 'some-model',
      messages: [{ role: 'user', content: story(1) }],
      max_completion_tokens: 500,
      service_tier: 'flex',
    })

    expect(answer).toMatchObject({
      object: 'chat.completion',
      model: 'some-model',
      system_fingerprint: 'fabula-offline',
      service_tier: 'flex',
    })
    expect(answer.choices[0]).toMatchObject({ finish_reason: 'stop', message: { role: 'assistant' } })
    expect(answer.usage!.total_tokens).toBe(answer.usage!.prompt_tokens + answer.usage!.completion_tokens)
    expect(answer.usage!.prompt_tokens_details!.cached_tokens).toBe(0)
    expect((await client.models.list()).data).toHaveLength(1)
  })

  it('costs at most the bytes of the messages and four tokens each', async () => {
    const server = await start()

    const { body } = await ask(server, chat('x é 木 !?! (a)', { max_tokens: 9 }))

    expect(body.usage.prompt_tokens).toBeLessThanOrEqual(Buffer.byteLength('x é 木 !?! (a)') + 4)
    expect(body.usage.completion_tokens).toBeLessThanOrEqual(9)
    expect(body.service_tier).toBe('default')
  })

  it('is cut at the limit, and says so', async () => {
    const server = await start()

    const answer = await ask(server, chat(story(2), { max_completion_tokens: 20 }))

    expect(answer.body.choices[0].finish_reason).toBe('length')
    expect(answer.body.usage.completion_tokens).toBe(20)
    expect(textOf(await ask(server, chat(story(2), { temperature: 0 }))).length).toBeGreaterThan(textOf(answer).length)
  })

  it('stops before a stop sequence', async () => {
    const server = await start()

    const answer = await ask(server, chat(story(3), { stop: ['\n\n'] }))

    expect(textOf(answer)).not.toContain('\n')
    expect(answer.body.choices[0].finish_reason).toBe('stop')
  })
})

describe('the same seed', () => {
  it('gives the same texts whatever order prompts arrive in', async () => {
    const [here, there] = [await start({ seed: 's' }), await start({ seed: 's' })]
    const prompts = many(30, (i) => story(i % 10))

    const forward = await Promise.all(prompts.map((prompt) => ask(here, chat(prompt))))
    const backward = await Promise.all(prompts.toReversed().map((prompt) => ask(there, chat(prompt))))

    const texts = (answers: Answer[]) => answers.map(textOf).sort()
    expect(texts(backward)).toEqual(texts(forward))
  })

  it('varies what is asked again, unless at temperature 0 or with a seed of its own', async () => {
    const server = await start()
    const twice = async (rest: object) => [
      textOf(await ask(server, chat(story(4), rest))),
      textOf(await ask(server, chat(story(4), rest))),
    ]

    const [first, second] = await twice({ temperature: 1 })
    const [cold, colder] = await twice({ temperature: 0 })
    const [seeded, again] = await twice({ seed: 5 })

    expect(second).not.toBe(first)
    expect(colder).toBe(cold)
    expect(again).toBe(seeded)
  })

  it('and another seed gives other texts', async () => {
    const [one, other] = [await start({ seed: '1' }), await start({ seed: '2' })]

    expect(textOf(await ask(one, chat(story(5))))).not.toBe(textOf(await ask(other, chat(story(5)))))
  })
})

describe('the books', () => {
  it('agree to the token with the usage that was answered', async () => {
    const server = await start()

    const answers = await Promise.all(
      many(60, (i) =>
        ask(server, { ...chat(story(i)), model: i % 3 ? 'a' : 'b', service_tier: i % 2 ? 'flex' : 'auto' }),
      ),
    )
    await ask(server, '{')
    const stats = (await (await fetch(`http://127.0.0.1:${server.port}/stats`)).json()) as Stats

    const sum = (field: string, from = answers) => from.reduce((total, { body }) => total + body.usage[field], 0)
    const ofA = answers.filter(({ body }) => body.model === 'a')
    expect(stats).toEqual(server.stats())
    expect(stats).toMatchObject({ calls: 61, answered: { 200: 60, 400: 1 } })
    expect(stats.promptTokens).toBe(sum('prompt_tokens'))
    expect(stats.completionTokens).toBe(sum('completion_tokens'))
    expect(stats.models['a']).toMatchObject({ calls: 40, completionTokens: sum('completion_tokens', ofA) })
    expect(stats.models['a']!.tiers['flex']!.calls + stats.models['a']!.tiers['default']!.calls).toBe(40)
  })
})

describe('latency', () => {
  it('holds every answer back by so much', async () => {
    const server = await start({ latencyMilliseconds: 150 })
    const began = performance.now()

    const answers = await Promise.all(many(100, (i) => ask(server, chat(story(i)))))

    const took = performance.now() - began
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(took).toBeGreaterThanOrEqual(149)
  })

  it('keeps the server neither from answering others nor from closing', async () => {
    const server = await start({ latencyMilliseconds: 600_000 })
    const waiting = ask(server, chat('x')).then(
      () => 'answered',
      () => 'cut off',
    )
    const healthy = (await fetch(`http://127.0.0.1:${server.port}/health`)).ok

    await server.close()

    expect(healthy).toBe(true)
    expect(await waiting).toBe('cut off')
  })
})

describe('a conversation', () => {
  it('may have content in parts and a developer message', async () => {
    const server = await start()
    const prompt = story(9)
    const messages = [
      { role: 'developer', content: 'Be brief.' },
      { role: 'user', content: [{ type: 'text', text: prompt }] },
    ]

    const answer = await ask(server, { model: 'm', messages })

    expect(textOf(answer)).toContain(drawn(9).noun)
  })
})
