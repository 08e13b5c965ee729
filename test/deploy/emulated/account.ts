import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation'
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { signedFetch } from '../../../infra/cli/signed-fetch.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const CDK = createRequire(import.meta.url)
  .resolve('aws-cdk/package.json')
  .replace('package.json', 'bin/cdk')

/** The account that the environment leads to, as a person with the CDK's command has it. */
export class Account {
  readonly #folder: string
  readonly #log: string

  constructor(folder: string) {
    this.#folder = folder
    this.#log = join(folder, 'cdk.log')
  }

  bootstrap(): Promise<void> {
    return this.#cdk('bootstrap', 'aws://000000000000/us-east-1')
  }

  /** The outputs of the stack. */
  async deploy(fabula: { stage: string }): Promise<Record<string, string>> {
    const file = join(this.#folder, 'outputs.json')
    await this.#cdk('deploy', '--require-approval', 'never', '--outputs-file', file, ...this.#app(fabula))
    return JSON.parse(await readFile(file, 'utf8'))[`fabula-${fabula.stage}`]
  }

  destroy(fabula: { stage: string }): Promise<void> {
    return this.#cdk('destroy', '--force', ...this.#app(fabula))
  }

  async putKey(name: string, value: string): Promise<void> {
    await new SSMClient({}).send(new PutParameterCommand({ Name: name, Value: value, Type: 'SecureString' }))
  }

  /** Whether a parameter is still there. */
  async hasKey(name: string): Promise<boolean> {
    const { Parameter } = await new SSMClient({}).send(new GetParameterCommand({ Name: name }))
    return Parameter !== undefined
  }

  /** Calls the one function of the stack whose logical id begins so, as whoever may. Throws where it threw. */
  async invoke(stackName: string, idPart: string, event: object): Promise<void> {
    const client = new CloudFormationClient({})
    const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName: stackName }))
    const found = StackResources.find(
      ({ ResourceType, LogicalResourceId }) =>
        ResourceType === 'AWS::Lambda::Function' && LogicalResourceId?.startsWith(idPart),
    )
    const { AWS_ENDPOINT_URL, AWS_REGION = '' } = process.env
    const send = signedFetch(AWS_REGION, undefined, 'lambda')
    const path = `/2015-03-31/functions/${found?.PhysicalResourceId}/invocations`
    const response = await send(`${AWS_ENDPOINT_URL}${path}`, { method: 'POST', body: JSON.stringify(event) })
    const answer = await response.text()
    if (!response.ok || response.headers.has('x-amz-function-error')) throw new Error(`${idPart}: ${answer}`)
  }

  #app(fabula: object): string[] {
    return ['--context', `fabula=${JSON.stringify(fabula)}`, '--output', join(this.#folder, 'cdk.out')]
  }

  /** Throws with the end of what the command said. */
  async #cdk(...args: string[]): Promise<void> {
    const child = spawn(process.execPath, [CDK, ...args, '--progress', 'events', '--no-color'], {
      cwd: ROOT,
      env: {
        ...process.env,
        PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 300_000,
    })
    let said = ''
    child.stdout.on('data', (chunk) => (said += chunk))
    child.stderr.on('data', (chunk) => (said += chunk))
    const [code, signal] = await once(child, 'close')
    await appendFile(this.#log, `\n$ cdk ${args[0]}\n${said}`)
    if (code !== 0) throw new Error(`cdk ${args[0]} ended with ${code ?? signal}:\n${said.slice(-3_000)}`)
  }
}
