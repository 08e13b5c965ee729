import { inspect } from 'node:util'
import middy from '@middy/core'
import type { Context } from 'aws-lambda'
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import { note, observed } from '../../shared/aws/observed.ts'

const context = (awsRequestId = 'id') => ({ awsRequestId, getRemainingTimeInMillis: () => 60_000 }) as Context

describe('an observed function', () => {
  let log: MockInstance
  beforeEach(() => {
    log = vi.spyOn(console, 'log').mockImplementation(() => {})
  })
  afterEach(() => vi.restoreAllMocks())
  const lines = () => log.mock.calls.map(([line]) => JSON.parse(line as string))

  it('writes one line with its name, the request, the run and the outcome', async () => {
    const handler = middy<object, void>()
      .use(observed('plan'))
      .handler(async (_, context) => note(context, { run: 'r1', outcome: 'released' }))

    await handler({}, context('id-1'))

    expect(lines()).toEqual([
      { function: 'plan', requestId: 'id-1', run: 'r1', outcome: 'released', ms: expect.any(Number) },
    ])
  })

  it('keeps the notes of invocations side by side apart', async () => {
    const handler = middy<{ run: string; wait: Promise<void> }, void>()
      .use(observed('plan'))
      .handler(async ({ run, wait }, context) => {
        note(context, { run })
        await wait
      })
    const { promise, resolve } = Promise.withResolvers<void>()

    const first = handler({ run: 'a', wait: promise }, context('1'))
    await handler({ run: 'b', wait: Promise.resolve() }, context('2'))
    resolve()
    await first

    expect(lines()).toMatchObject([
      { requestId: '2', run: 'b' },
      { requestId: '1', run: 'a' },
    ])
  })

  it.each([
    [{ batchItemFailures: [] }, 'ok'],
    [{ batchItemFailures: [{ itemIdentifier: 'm' }] }, 'failed'],
    [{ statusCode: 404 }, '404'],
  ])('reads the outcome of %j as %s', async (response, outcome) => {
    const handler = middy<object, object>()
      .use(observed('f'))
      .handler(async () => response)

    await handler({}, context())

    expect(lines()).toMatchObject([{ outcome }])
  })

  it('tells what was thrown and where, but not what it quotes', async () => {
    const handler = middy<object, void>()
      .use(observed('f'))
      .handler(async () => JSON.parse('a secret prompt'))

    // What reaches Lambda is written to the log by it.
    const thrown = await handler({}, context()).catch((error: Error) => error)

    expect(thrown).toMatchObject({ name: 'SyntaxError' })
    expect(inspect(thrown)).not.toContain('secret')

    expect(lines()).toMatchObject([{ outcome: 'threw', error: 'SyntaxError', stack: expect.stringContaining(' at ') }])
    expect(log.mock.calls[0]![0]).not.toContain('secret')
  })
})
