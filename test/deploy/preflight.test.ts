import { describe, expect, it } from 'vitest'
import { type AccountFacts, type Facts, type Finding, mayDeploy, preflight } from '../../infra/deploy/preflight.ts'
import { reportOf } from '../../infra/deploy/report.ts'
import { parseConfig } from '../../infra/stack/config.ts'

const account: AccountFacts = {
  bootstrap: { is: 'there', type: 'String', value: '28', account: '123456789012' },
  key: { is: 'there', type: 'SecureString', value: '', account: '123456789012' },
}
const all: Facts = { region: 'eu-central-1', credentials: { is: 'there' }, account }
const refresh = { name: 'nightly', recipe: 'tinystories', count: 10, schedule: 'rate(1 day)' }

const look = (more: Partial<AccountFacts> = {}, config: object = {}): Finding[] =>
  preflight(parseConfig(config), { ...all, account: { ...account, ...more } })
const of = (what: Finding['what'], findings: Finding[]) => findings.find((finding) => finding.what === what)

describe('the look before a deployment', () => {
  it('has nothing against an account where everything is there', () => {
    const findings = look()

    expect(mayDeploy(findings)).toBe(true)
    expect(findings.map(({ is }) => is)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
  })

  it('says how to log in where there are no credentials, and asks nothing of the account', () => {
    const findings = preflight(parseConfig({}), { region: undefined, credentials: { is: 'missing' } })

    expect(mayDeploy(findings)).toBe(false)
    expect(findings.map(({ what, is }) => [what, is])).toEqual([
      ['credentials', 'missing'],
      ['region', 'missing'],
    ])
    expect(reportOf(findings)).toContain('aws sso login')
  })

  it('gives the services’ own word for why credentials are refused', () => {
    const because = 'The security token included in the request is expired'
    const findings = preflight(parseConfig({}), { region: 'eu-central-1', credentials: { is: 'refused', because } })

    expect(of('credentials', findings)).toMatchObject({ is: 'missing', says: expect.stringContaining(because) })
  })

  it.each([
    [{ is: 'missing' }, 'missing'],
    [{ is: 'there', type: 'String', value: '5' }, 'missing'],
    [{ is: 'there', type: 'String', value: 'nonsense' }, 'missing'],
    [{ is: 'there', type: 'String', value: '6' }, 'ok'],
    [{ is: 'denied' }, 'doubtful'],
  ] as const)('judges a bootstrap that is %j as %s', (bootstrap, is) => {
    const finding = of('bootstrap', look({ bootstrap }))

    expect(finding?.is).toBe(is)
    if (is === 'missing') expect(finding?.remedy).toContain('cdk bootstrap')
  })

  it.each([
    [{ is: 'missing' }, 'missing'],
    [{ is: 'there', type: 'String', value: 'sk-a-key' }, 'missing'],
    [{ is: 'denied' }, 'doubtful'],
  ] as const)('judges a key that is %j as %s, without telling it', (key, is) => {
    const findings = look({ key }, { stage: 'prod' })

    expect(of('key', findings)?.is).toBe(is)
    expect(reportOf(findings)).toContain('/fabula/prod/openai-api-key')
    expect(reportOf(findings)).not.toContain('sk-a-key')
    if (is === 'missing') expect(of('key', findings)?.remedy).toContain('--type SecureString --name /fabula/prod/')
  })

  it.each([
    [undefined, 'ok', 'will be made'],
    ['UPDATE_COMPLETE', 'ok', 'will be updated'],
    ['UPDATE_ROLLBACK_COMPLETE', 'ok', 'will be updated'],
    ['UPDATE_IN_PROGRESS', 'missing', 'being changed already'],
    ['ROLLBACK_COMPLETE', 'doubtful', 'could not be made the last time'],
  ])('judges a stack that is %s as %s', (stackStatus, is, words) => {
    const finding = of('stack', look({ stackStatus }))

    expect(finding).toMatchObject({ is, says: expect.stringContaining(words) })
  })

  it.each([
    ['a known model', { model: 'gpt-6-luna', monthlyLimitUsd: 5 }, 'ok'],
    ['a model with its price', { model: { name: 'llama', price: { input: 0, output: 0 } }, monthlyLimitUsd: 5 }, 'ok'],
    ['a model without a price', { model: 'llama' }, 'doubtful'],
    ['a model without a price under a limit', { model: 'llama', monthlyLimitUsd: 5 }, 'missing'],
    ['a refresh of it with a budget', { model: 'llama', refreshes: [{ ...refresh, budgetUsd: 1 }] }, 'missing'],
    ['a refresh of it without one', { model: 'llama', refreshes: [refresh] }, 'doubtful'],
    ['a refresh of a known model', { refreshes: [{ ...refresh, budgetUsd: 1 }] }, undefined],
  ])('judges %s', (_, config, is) => {
    const finding = of('model', look({}, config))

    expect(finding?.is).toBe(is)
    if (is === 'missing') expect(finding?.remedy).toContain('"price"')
  })

  const network = { subnetIds: ['subnet-0123abcd'], securityGroupIds: ['sg-0123abcd'] }
  it.each([
    ['http://localhost:8787/v1', {}, 'is this machine'],
    ['http://10.0.3.4:8000/v1', {}, 'the functions are in none'],
    ['http://models.example/v1', {}, 'is not HTTPS'],
  ])('has doubts about the endpoint %s', (baseUrl, more, words) => {
    expect(of('endpoint', look({}, { baseUrl, ...more }))?.says).toContain(words)
  })

  it.each([
    ['https://models.example/v1', {}],
    ['http://10.0.3.4:8000/v1', { network }],
  ])('has none about the endpoint %s', (baseUrl, more) => {
    expect(of('endpoint', look({}, { baseUrl, ...more }))).toBeUndefined()
  })
})
