import middy from '@middy/core'
import type { Context } from 'aws-lambda'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { embedded } from '../../shared/aws/metrics.ts'
import { count, note, observed } from '../../shared/aws/observed.ts'

const context = () => ({ awsRequestId: 'id', getRemainingTimeInMillis: () => 60_000 }) as Context
afterEach(() => vi.restoreAllMocks())

describe('what is counted', () => {
  it('is written as CloudWatch reads it, by stack alone, and without zeros', () => {
    expect(embedded({ Accepted: 1, Throttles: 0, ConfirmedUsd: 0.002 }, 'fabula-dev', 1_795_000_000_000)).toEqual({
      _aws: {
        Timestamp: 1_795_000_000_000,
        CloudWatchMetrics: [
          {
            Namespace: 'fabula',
            Dimensions: [['stack']],
            Metrics: [
              { Name: 'Accepted', Unit: 'Count' },
              { Name: 'ConfirmedUsd', Unit: 'None' },
            ],
          },
        ],
      },
      stack: 'fabula-dev',
      Accepted: 1,
      ConfirmedUsd: 0.002,
    })
  })

  it('is nothing where there is no stack, or nothing to count', () => {
    expect(embedded({ Accepted: 1 }, undefined, 0)).toBeUndefined()
    expect(embedded({ Accepted: 0 }, 'fabula-dev', 0)).toBeUndefined()
  })
})

describe('an observed function that counts', () => {
  const watch = () => {
    const written: string[] = []
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
    return { written, log }
  }

  it('writes one line, which begins as JSON and has the ids beside the metrics', async () => {
    const { written, log } = watch()
    const handler = middy<object, void>()
      .use(observed('generate', { stack: 'fabula-dev' }))
      .handler(async (_, context) => {
        note(context, { run: 'r1', i: 7, outcome: 'accepted' })
        count(context, { Accepted: 1, Tries: 2 })
        count(context, { Tries: 1 })
      })

    await handler({}, context())
    vi.restoreAllMocks()

    expect(log).not.toHaveBeenCalled()
    expect(written).toHaveLength(1)
    expect(written[0]).toMatch(/^\{.*\}\n$/)
    const { _aws, ...line } = JSON.parse(written[0]!)
    expect(line).toMatchObject({ function: 'generate', run: 'r1', i: 7, stack: 'fabula-dev', Accepted: 1, Tries: 3 })
    expect(_aws.CloudWatchMetrics[0].Dimensions).toEqual([['stack']])
  })

  it('counts the messages that it could not handle', async () => {
    const { written } = watch()
    const handler = middy<object, object>()
      .use(observed('plan', { stack: 'fabula-dev' }))
      .handler(async () => ({ batchItemFailures: [{ itemIdentifier: 'm' }] }))

    await handler({}, context())
    vi.restoreAllMocks()

    expect(JSON.parse(written[0]!)).toMatchObject({ outcome: 'failed', FailedMessages: 1 })
  })
})
