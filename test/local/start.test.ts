import { writeFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Assembly } from '../../infra/local/assembly.ts'
import { type LocalOptions, startLocal } from '../../infra/local/start.ts'
import { aFolder } from './scratch.ts'

const att = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] })

/** Sends what is posted to the queue, and answers GET with the environment. */
const API = `
  const sqs = (action, body) => fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.' + action },
    body: JSON.stringify(body),
  })
  export const handler = async (event) => {
    if (event.requestContext.http.method === 'GET') return { statusCode: 200, body: JSON.stringify(process.env) }
    await sqs('SendMessage', { QueueUrl: process.env.QUEUE, MessageBody: event.body })
    return { statusCode: 202 }
  }`

/** Says that it begins, and writes each message into the bucket under the name it carries, a fifth of a second later. */
const WORKER = `
  let underWay = 0
  let most = 0
  export const handler = async ({ Records, sweep }) => {
    const put = (key, body) => fetch(process.env.AWS_ENDPOINT_URL + '/' + process.env.BUCKET + '/' + key, { method: 'PUT', body })
    if (sweep) return put('swept', 'yes')
    most = Math.max(most, ++underWay)
    for (const { body } of Records) await put(body + '-begun', 'yes')
    await new Promise((resolve) => setTimeout(resolve, Records[0].body === 'slow' ? 15_000 : 200))
    underWay--
    for (const { body } of Records) await put(body, 'most ' + most)
  }`

const anAssembly = (): Assembly => {
  const assets = Object.fromEntries(
    Object.entries({ api: API, worker: WORKER }).map(([name, code]) => {
      const folder = aFolder()
      writeFileSync(`${folder}/index.mjs`, code)
      return [`${name}.zip`, folder]
    }),
  )
  const aFunction = (asset: string, more: Record<string, string> = {}) => ({
    Type: 'AWS::Lambda::Function',
    Properties: {
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { S3Key: `${asset}.zip` },
      Timeout: 20,
      MemorySize: 256,
      Environment: { Variables: { QUEUE: { Ref: 'Work' }, BUCKET: { Ref: 'Data' }, CONCURRENCY: '50', ...more } },
    },
  })
  const Resources = {
    Data: { Type: 'AWS::S3::Bucket' },
    Work: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 120 } },
    Api: aFunction('api'),
    Worker: aFunction('worker', { KEY_PARAMETER: '/fabula/key' }),
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: att('Work', 'Arn'),
        FunctionName: { Ref: 'Worker' },
        BatchSize: 1,
        ScalingConfig: { MaximumConcurrency: 50 },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    },
    Integration: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { IntegrationUri: att('Api', 'Arn') } },
    ...Object.fromEntries(
      ['POST /work', 'GET /environment'].map((RouteKey, n) => [
        `Route${n}`,
        { Type: 'AWS::ApiGatewayV2::Route', Properties: { RouteKey, Target: 'integrations/Integration' } },
      ]),
    ),
    Sweep: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: { ScheduleExpression: 'sometimes', Target: { Arn: att('Worker', 'Arn'), Input: '{"sweep":true}' } },
    },
  }
  return { template: { Resources }, assets }
}

const start = async (options: Partial<LocalOptions> = {}) => {
  const stateDir = options.stateDir ?? aFolder()
  const local = await startLocal({
    ...{ stateDir, assembly: anAssembly(), endpoint: { kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:9/v1' } },
    ...options,
  })
  onTestFinished(local.close)
  const post = (body: string) => fetch(`${local.apiUrl}/work`, { method: 'POST', body })
  const environment = async () => (await (await fetch(`${local.apiUrl}/environment`)).json()) as Record<string, string>
  const stored = async (key: string) => {
    const { AWS_ENDPOINT_URL, BUCKET } = await environment()
    const answer = await fetch(`${AWS_ENDPOINT_URL}/${BUCKET}/${key}`)
    return answer.ok ? answer.text() : undefined
  }
  return { ...local, stateDir, post, environment, stored }
}

describe('the stack on this machine', () => {
  it('takes a request over a queue to a function and into the bucket', async () => {
    const { post, stored } = await start()

    expect((await post('a-message')).status).toBe(202)

    await vi.waitFor(async () => expect(await stored('a-message')).toBe('most 1'), { timeout: 10_000 })
  })

  it('keeps as many samples in progress as it is told, whatever the template says', async () => {
    const { post, stored, environment } = await start({ concurrency: 2 })

    await Promise.all(Array.from({ length: 6 }, (_, n) => post(`m${n}`)))

    await vi.waitFor(
      async () => {
        const all = await Promise.all(Array.from({ length: 6 }, (_, n) => stored(`m${n}`)))
        expect(all).not.toContain(undefined)
        expect(all.toSorted().at(-1)).toBe('most 2')
      },
      { timeout: 10_000 },
    )
    expect((await environment())['CONCURRENCY']).toBe('2')
  })

  it('gives the functions the template, the machine and nothing of the caller', async () => {
    vi.stubEnv('AWS_PROFILE', 'production')
    vi.stubEnv('OPENAI_API_KEY', 'sk-secret')
    onTestFinished(() => void vi.unstubAllEnvs())

    const local = await start({
      endpoint: { kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'sk-secret' },
    })
    const environment = await local.environment()

    expect(environment).toMatchObject({
      FABULA_START: local.start,
      MODEL_ENDPOINT: 'openai-compatible',
      OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
      AWS_REGION: 'us-east-1',
      QUEUE: `${environment['AWS_ENDPOINT_URL']}/000000000000/Work`,
    })
    expect(environment['AWS_PROFILE']).toBeUndefined()
    expect(JSON.stringify(environment)).not.toContain('sk-secret')
  })

  it('keeps the bucket over a restart, and no message', async () => {
    const first = await start()
    await first.post('kept')
    await vi.waitFor(async () => expect(await first.stored('kept')).toBeDefined(), { timeout: 10_000 })
    await first.post('slow')
    await vi.waitFor(async () => expect(await first.stored('slow-begun')).toBeDefined(), { timeout: 10_000 })
    await first.close()

    const second = await start({ stateDir: first.stateDir })
    await second.post('new')
    await vi.waitFor(async () => expect(await second.stored('new')).toBeDefined(), { timeout: 10_000 })

    expect(await second.stored('kept')).toBeDefined()
    expect(await second.stored('slow')).toBeUndefined()
    expect(second.start).not.toBe(first.start)
  })

  it('lets what is under way end before it is drained', async () => {
    const { post, stored, drain } = await start()
    await post('under-way')
    await vi.waitFor(async () => expect(await stored('under-way-begun')).toBeDefined(), { timeout: 10_000 })

    await drain()

    expect(await stored('under-way')).toBe('most 1')
  })

  it('starts the offline endpoint where no other is given', async () => {
    const { environment } = await start({ endpoint: { kind: 'offline' } })
    const { MODEL_ENDPOINT, OPENAI_BASE_URL } = await environment()

    expect(MODEL_ENDPOINT).toBe('offline')
    expect((await fetch(`${OPENAI_BASE_URL}/models`)).status).toBe(200)
  })

  it('fires no schedule unasked, and says which it cannot read', async () => {
    const onTrouble = vi.fn()

    await start({ onTrouble })
    expect(onTrouble).not.toHaveBeenCalled()

    await start({ onTrouble, fires: ({ name }) => name === 'Sweep' })
    expect(onTrouble).toHaveBeenCalledWith('The schedule Sweep does not fire here: sometimes cannot be read.')
  })

  it('refuses a folder that another start holds', async () => {
    const { stateDir } = await start()

    await expect(start({ stateDir })).rejects.toThrow(`${stateDir} is in use by process ${process.pid}`)
  })
})
