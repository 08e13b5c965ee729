import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { type InvocationError, LocalFunction } from '../../infra/local/function.ts'
import { aFolder } from './scratch.ts'

interface Options {
  timeoutSeconds?: number
  environment?: Record<string, string>
  onCrash?: (message: string) => void
  /** Workers, each a process. */
  isolated?: number
}

const aFunction = (
  code: string,
  { timeoutSeconds = 30, environment = {}, onCrash = () => {}, isolated }: Options = {},
) => {
  const folder = aFolder()
  const file = `${folder}/index.mjs`
  const logFile = `${folder}/log`
  writeFileSync(file, code)
  const made = new LocalFunction({
    ...{ file, handler: 'handler', name: 'Generate', memoryMb: 512, region: 'us-east-1' },
    ...{ environment, timeoutSeconds, workers: isolated ?? 1, logFile, onCrash, isolated: isolated !== undefined },
  })
  onTestFinished(() => made.close())
  return Object.assign(made, { log: () => readFileSync(logFile, 'utf8') })
}

const failureOf = (invocation: Promise<unknown>) =>
  invocation.then(
    () => 'none',
    (error: InvocationError) => ({ failure: error.failure, message: error.message }),
  )

describe('a local function', () => {
  it('answers what its handler answers, as JSON would have it', async () => {
    const echo = aFunction('export const handler = async (event) => ({ ...event, gone: undefined, at: new Date(0) })')

    await expect(echo.invoke({ a: 1 })).resolves.toEqual({ a: 1, at: '1970-01-01T00:00:00.000Z' })
  })

  it('answers null where the handler answers nothing', async () => {
    await expect(aFunction('export const handler = async () => {}').invoke({})).resolves.toBeNull()
  })

  it('has the environment that it was given and nothing of this process', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-mine')
    onTestFinished(() => void vi.unstubAllEnvs())
    const tell = aFunction('export const handler = async () => process.env', { environment: { BUCKET: 'data' } })

    await expect(tell.invoke({})).resolves.toEqual({ BUCKET: 'data' })
  })

  it('gives a context like that of Lambda', async () => {
    const tell = aFunction(
      `export const handler = async (_, context) => ({ ...context, left: context.getRemainingTimeInMillis() })`,
      { timeoutSeconds: 20 },
    )

    const context = (await tell.invoke({})) as { left: number; awsRequestId: string }

    expect(context).toMatchObject({ functionName: 'Generate', memoryLimitInMB: '512' })
    expect(context.awsRequestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(context.left).toBeGreaterThan(0)
    expect(context.left).toBeLessThanOrEqual(20_000)
  })

  it('runs invocations side by side in one worker', async () => {
    const meet = aFunction(`
      const waiting = []
      export const handler = (_, { awsRequestId }) => new Promise((resolve) => {
        waiting.push(resolve)
        if (waiting.length === 3) waiting.forEach((go) => go(awsRequestId))
      })`)

    const answers = await Promise.all([meet.invoke({}), meet.invoke({}), meet.invoke({})])

    expect(new Set(answers).size).toBe(1)
  })

  it('fails the invocation whose handler throws, and no other', async () => {
    const some = aFunction(`export const handler = async ({ fail }) => { if (fail) throw new TypeError('no') }`)

    const [thrown, fine] = await Promise.all([failureOf(some.invoke({ fail: true })), failureOf(some.invoke({}))])

    expect(thrown).toEqual({ failure: 'threw', message: 'TypeError: no' })
    expect(fine).toBe('none')
  })

  it('writes what the handler logs to its log file', async () => {
    const chatty = aFunction(`export const handler = async () => { console.log('out'); console.error('err') }`)

    await chatty.invoke({})

    await vi.waitFor(() => expect(chatty.log().split('\n').sort()).toEqual(['', 'err', 'out']))
  })

  it('fails an invocation that passes its timeout, lets the others end, and goes on in a new worker', async () => {
    const slow = aFunction(
      `let calls = 0
       export const handler = async ({ wait }) => {
         calls++
         if (wait) await new Promise((resolve) => setTimeout(resolve, wait))
         return calls
       }`,
      { timeoutSeconds: 3 },
    )

    const stuck = failureOf(slow.invoke({ wait: 60_000 }))
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    const other = slow.invoke({ wait: 2_000 })

    expect(await stuck).toEqual({ failure: 'timed-out', message: 'Generate gave no answer within 3 seconds' })
    expect(await slow.invoke({})).toBe(1)
    expect(await other).toBe(2)
  })

  it('fails every invocation of a worker that dies, and goes on in a new one', async () => {
    const fragile = aFunction(`
      export const handler = ({ die }) => {
        if (die) setImmediate(() => { throw new Error('out of nowhere') })
        return die === false ? Promise.resolve('alive') : new Promise(() => {})
      }`)

    const invocations = [failureOf(fragile.invoke({})), failureOf(fragile.invoke({ die: true }))]

    const crashed = { failure: 'crashed', message: 'Generate crashed: out of nowhere' }
    expect(await Promise.all(invocations)).toEqual([crashed, crashed])
    expect(await fragile.invoke({ die: false })).toBe('alive')
  })

  it('tells a bundle that cannot be loaded', async () => {
    const onCrash = vi.fn()
    const broken = aFunction('export const handle = 1', { onCrash })

    expect(await failureOf(broken.invoke({}))).toMatchObject({
      failure: 'crashed',
      message: expect.stringContaining('exports no function "handler"'),
    })
    expect(onCrash).toHaveBeenCalledWith(expect.stringContaining('exports no function "handler"'))
  })
})

describe('an isolated function', () => {
  const TELL = `let calls = 0
    export const handler = async ({ wait }) => {
      calls += 1
      await new Promise((resolve) => setTimeout(resolve, wait))
      return { pid: process.pid, calls, key: process.env.OPENAI_API_KEY ?? 'none' }
    }`

  it('runs each invocation in a process of its own, which it keeps for the next one', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-mine')
    onTestFinished(() => void vi.unstubAllEnvs())
    const tell = aFunction(TELL, { isolated: 2 })

    const together = await Promise.all([tell.invoke({ wait: 200 }), tell.invoke({ wait: 200 })])
    const next = (await tell.invoke({ wait: 0 })) as { pid: number }

    const pids = together.map((answer) => (answer as { pid: number }).pid)
    expect(new Set([...pids, process.pid]).size).toBe(3)
    expect(together).toMatchObject([
      { calls: 1, key: 'none' },
      { calls: 1, key: 'none' },
    ])
    expect(pids).toContain(next.pid)
    expect(next).toMatchObject({ calls: 2 })
    expect([...tell.pids].sort()).toEqual([...pids].sort())
  })

  it('fails the invocation of a process that is killed, and goes on in a new one', async () => {
    const tell = aFunction(TELL, { isolated: 1 })
    const { pid } = (await tell.invoke({ wait: 0 })) as { pid: number }

    const failure = failureOf(tell.invoke({ wait: 60_000 }))
    process.kill(pid, 'SIGKILL')

    expect(await failure).toMatchObject({ failure: 'crashed' })
    expect(await tell.invoke({ wait: 0 })).toMatchObject({ calls: 1 })
  })
})
