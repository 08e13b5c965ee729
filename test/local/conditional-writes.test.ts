import fc from 'fast-check'
import { buildApp } from 'fauxqs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startEmulator } from '../../infra/local/emulator.ts'
import { aFolder } from './scratch.ts'

const anEmulator = async () => {
  const emulator = await startEmulator({ file: `${aFolder()}/objects.sqlite`, region: 'us-east-1', secret: 'none' })
  onTestFinished(emulator.close)
  await fetch(`${emulator.url}/data`, { method: 'PUT' })
  const put = (key: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${emulator.url}/data/${key}`, { method: 'PUT', body, headers })
  const fetched = (key: string) => fetch(`${emulator.url}/data/${key}`)
  const get = async (key: string) => (await fetched(key)).text()
  return { put, get, fetched }
}

const codeOf = async (response: Response) => /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1]

describe('conditional writes', () => {
  it('lets exactly one of any number of parallel If-None-Match writers win', async () => {
    const { put, get } = await anEmulator()
    let round = 0
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 40 }), async (writers) => {
        const key = `one/${round++}`

        const answers = await Promise.all(
          Array.from({ length: writers }, (_, n) => put(key, `writer ${n}`, { 'if-none-match': '*' })),
        )

        const winners = answers.flatMap(({ status }, n) => (status === 200 ? [n] : []))
        expect(winners).toHaveLength(1)
        expect(answers.filter(({ status }) => status === 412)).toHaveLength(writers - 1)
        expect(await get(key)).toBe(`writer ${winners[0]}`)
      }),
      { numRuns: 25 },
    )
  })

  it('counts every step once where many move one object by If-Match', async () => {
    const { put, get, fetched } = await anEmulator()
    await put('counter', '0')
    const step = async (): Promise<void> => {
      const current = await fetched('counter')
      const next = String(Number(await current.text()) + 1)
      const moved = await put('counter', next, { 'if-match': current.headers.get('etag')! })
      if (moved.status !== 200) await step()
    }

    await Promise.all(Array.from({ length: 12 }, step))

    expect(await get('counter')).toBe('12')
  })

  it('answers 412 in the XML of S3 to If-None-Match on a key that is there', async () => {
    const { put } = await anEmulator()
    await put('key', 'first')

    const second = await put('key', 'second', { 'if-none-match': '*' })

    expect(second.status).toBe(412)
    expect(await codeOf(second)).toBe('PreconditionFailed')
  })

  it('answers 412 to If-Match of an ETag that is not the current one', async () => {
    const { put, get } = await anEmulator()
    const first = await put('key', 'first')
    await put('key', 'second')

    const stale = await put('key', 'third', { 'if-match': first.headers.get('etag')! })

    expect(stale.status).toBe(412)
    expect(await get('key')).toBe('second')
  })

  it('answers 404 to If-Match on a key that is not there', async () => {
    const { put } = await anEmulator()

    const answer = await put('nothing', 'text', { 'if-match': '"0"' })

    expect(answer.status).toBe(404)
    expect(await codeOf(answer)).toBe('NoSuchKey')
  })

  it('leaves writes without a condition alone', async () => {
    const { put, get } = await anEmulator()
    await put('key', 'first')

    const second = await put('key', 'second')

    expect(second.status).toBe(200)
    expect(await get('key')).toBe('second')
  })

  it('is still needed: fauxqs by itself does not obey (once this fails, remove infra/local/conditional-writes.ts)', async () => {
    const app = buildApp({ logger: false })
    const put = (headers = {}) =>
      app.inject({
        method: 'PUT',
        url: '/data/key',
        payload: 'x',
        headers: { 'content-type': 'text/plain', ...headers },
      })
    await app.inject({ method: 'PUT', url: '/data' })
    await put()

    const again = await put({ 'if-none-match': '*' })

    expect(again.statusCode).toBe(200)
  })
})
