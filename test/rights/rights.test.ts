import { beforeAll, describe, expect, it } from 'vitest'
import { callsIn } from '../../infra/local/request-record.ts'
import { type Comparison, compare, tableOf } from './compare.ts'
import type { Grant } from './grants.ts'
import { tour } from './tour.ts'

describe('what the functions call of AWS when everything is asked of them, and what their policies allow', () => {
  let comparison: Comparison
  let called: string[]
  let logs: Map<string, string>
  let secrets: string[]
  beforeAll(async () => {
    const told = await tour()
    const { grants, calls } = told
    ;({ logs, secrets } = told)
    comparison = compare(grants, calls)
    called = [...new Set(calls.map(({ caller, action }) => `${caller.slice(0, -8)} ${action}`))]
  })

  it('every call is allowed', () => {
    expect(comparison.denied).toEqual([])
  })

  it('everything that is allowed is called, but for what has a reason', () => {
    expect(comparison.unused).toEqual([])
  })

  it('no function wrote the key, a prompt or an answer to its log, though the endpoint quotes them', () => {
    const functions = [...logs]
      .filter(([, text]) => text.includes('"requestId"'))
      .map(([name]) => name.split(/[.-]/)[0])
    const found = [...logs].flatMap(([name, text]) =>
      secrets.filter((secret) => text.includes(secret)).map((secret) => [name, secret]),
    )

    expect(functions.toSorted()).toHaveLength(5)
    expect(secrets.length).toBeGreaterThan(10)
    expect(found).toEqual([])
  })

  it('every function was seen at work', () => {
    expect(called.toSorted()).toEqual(
      expect.arrayContaining([
        'FunctionsAggregate s3:PutObject',
        'FunctionsApi sqs:SendMessage',
        'FunctionsGenerate ssm:GetParameter',
        'FunctionsGenerate sqs:SendMessage',
        'FunctionsPlan s3:DeleteObject',
        'FunctionsRefresh s3:PutObject',
      ]),
    )
  })
})

describe('the comparison', () => {
  const grant: Grant = { functionId: 'A', action: 's3:GetObject', resource: 'arn:aws:s3:::b/runs/*' }
  const call = { caller: 'A', action: 's3:GetObject', resource: 'arn:aws:s3:::b/runs/1' }

  it.each([
    ['of another function', { ...call, caller: 'B' }],
    ['of another action', { ...call, action: 's3:PutObject' }],
    ['outside of the prefix', { ...call, resource: 'arn:aws:s3:::b/datasets/1' }],
  ])('finds a call %s denied, and the grant unused', (_, other) => {
    const { denied, unused } = compare([grant], [other])

    expect({ denied, unused }).toEqual({ denied: [other], unused: [grant] })
  })

  it('binds a listing to its prefix', () => {
    const list = { functionId: 'A', action: 's3:ListBucket', resource: 'arn:aws:s3:::b', prefix: 'runs/*' }
    const listing = (prefix: string) => ({ caller: 'A', action: 's3:ListBucket', resource: 'arn:aws:s3:::b', prefix })

    expect(compare([list], [listing('runs/1/')]).denied).toEqual([])
    expect(compare([list], [listing('')]).denied).toHaveLength(1)
  })

  it('tells in its table what was denied', () => {
    expect(tableOf(compare([], [{ ...call, caller: 'FunctionsApi12345678' }]))).toMatch(/^api +s3:GetObject.*DENIED/)
  })
})

describe('a request that is written down', () => {
  const authorization = 'AWS4-HMAC-SHA256 Credential=Fn/20261122/us-east-1/s3/aws4_request, Signature=0'
  const of = (method: string, url: string, headers: Record<string, string> = {}, body?: unknown) =>
    callsIn({ method, url, headers: { authorization, ...headers }, body }, 'us-east-1').map(
      ({ action, resource, prefix }) => [action, resource, prefix].filter((part) => part !== undefined).join(' '),
    )

  it.each([
    ['GET', '/b/runs/a%20b', {}, ['s3:GetObject arn:aws:s3:::b/runs/a b']],
    ['GET', '/b?list-type=2&prefix=runs%2F', {}, ['s3:ListBucket arn:aws:s3:::b runs/']],
    ['PUT', '/b/k', { 'if-none-match': '*' }, ['s3:PutObject arn:aws:s3:::b/k']],
    ['PUT', '/b/k', { 'if-match': 'e' }, ['s3:PutObject arn:aws:s3:::b/k', 's3:GetObject arn:aws:s3:::b/k']],
    ['DELETE', '/b/k', {}, ['s3:DeleteObject arn:aws:s3:::b/k']],
  ])('%s %s with %j asks for %j', (method, url, headers, actions) => {
    expect(of(method, url, headers)).toEqual(actions)
  })

  it('names a batch of messages by the right that it needs', () => {
    const target = { 'x-amz-target': 'AmazonSQS.SendMessageBatch' }

    expect(of('POST', '/', target, { QueueUrl: 'http://e/1/Ticks' })).toEqual([
      'sqs:SendMessage arn:aws:sqs:us-east-1:000000000000:Ticks',
    ])
  })

  it('is by whom signed a URL', () => {
    const url = '/b/k?X-Amz-Credential=Fn%2F20261122%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Signature=0'

    expect(callsIn({ method: 'GET', url, headers: {}, body: undefined }, 'us-east-1')).toMatchObject([{ caller: 'Fn' }])
  })

  it('is nobody’s where it is not signed', () => {
    expect(callsIn({ method: 'GET', url: '/b/k', headers: {}, body: undefined }, 'us-east-1')).toEqual([])
  })
})
