import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { App } from 'aws-cdk-lib/core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { bundle } from '../../infra/stack/bundle.ts'
import { contextOfProject, parseConfig } from '../../infra/stack/config.ts'
import { checked } from '../../infra/stack/nag.ts'
import { FabulaStack } from '../../infra/stack/stack.ts'
import { config } from './template.ts'

const bundles = mkdtempSync(join(tmpdir(), 'fabula-nag-bundles-'))
beforeAll(() => bundle(bundles))
afterAll(() => rmSync(bundles, { recursive: true }))

let outdir: string
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'fabula-nag-'))
})
afterEach(() => rmSync(outdir, { recursive: true }))

interface Report {
  pluginReports: { pluginName: string; violations: { ruleName: string }[] }[]
}

/** The rules that a synthesis broke so slightly that it went on; it throws for the others. */
function broken(change: (stack: FabulaStack) => void = () => {}, more: object = {}): string[] {
  const app = new App({ outdir, context: contextOfProject(), builtinCloudFormationValidation: false })
  const stack = new FabulaStack(app, parseConfig({ ...config, ...more }), bundles)
  change(stack)
  checked(app, stack)
  app.synth()
  const report: Report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'))
  return report.pluginReports.flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName))
}

it('breaks no rule of cdk-nag that is not accounted for', () => {
  expect(broken()).toEqual([])
})

it('would be told of a queue that takes messages without TLS, and of that alone in a network of the account', () => {
  const network = { subnetIds: ['subnet-0123abcd'], securityGroupIds: ['sg-0123abcd'] }
  const open = () => broken((stack) => new Queue(stack, 'Open'), { network })

  expect(open).toThrow(expect.objectContaining({ message: expect.stringMatching(/^(?!.*IAM5).*AwsSolutions-SQS4/s) }))
})
