import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { defaultProvider } from '@aws-sdk/credential-provider-node'
import type { AccountFacts, Facts, Parameter } from './preflight.ts'

export interface Asked {
  region: string | undefined
  keyParameter: string
  stackName: string
  /** Of the CDK's own resources in the account. */
  qualifier: string
}

/** Asks the account, with the credentials of the environment, what a deployment needs to know. Reads no secret. */
export async function factsOf({ region, ...asked }: Asked): Promise<Facts> {
  try {
    await defaultProvider()()
  } catch {
    return { region, credentials: { is: 'missing' } }
  }
  if (region === undefined) return { region, credentials: { is: 'there' } }
  try {
    return { region, credentials: { is: 'there' }, account: await accountFacts(region, asked) }
  } catch (error) {
    if (!REFUSALS.has(nameOf(error))) throw error
    return { region, credentials: { is: 'refused', because: (error as Error).message } }
  }
}

/** What the services call credentials that are no good: https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
const REFUSALS = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
])

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '')
const isDenied = (error: unknown): boolean => ['AccessDenied', 'AccessDeniedException'].includes(nameOf(error))

async function accountFacts(
  region: string,
  { keyParameter, stackName, qualifier }: Omit<Asked, 'region'>,
): Promise<AccountFacts> {
  const ssm = new SSMClient({ region })
  const [bootstrap, key, stack] = await Promise.all([
    parameter(ssm, `/cdk-bootstrap/${qualifier}/version`),
    parameter(ssm, keyParameter),
    stackOf(stackName, region),
  ])
  return { bootstrap, key, stackStatus: stack === 'denied' ? stack : stack?.status }
}

/** As it is stored: a SecureString stays encrypted. */
async function parameter(client: SSMClient, name: string): Promise<Parameter> {
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: false }))
    const { Type = '', Value = '', ARN = '' } = Parameter ?? {}
    return { is: 'there', type: Type, value: Type === 'SecureString' ? '' : Value, account: ARN.split(':')[4] }
  } catch (error) {
    if (nameOf(error) === 'ParameterNotFound') return { is: 'missing' }
    if (isDenied(error)) return { is: 'denied' }
    throw error
  }
}

export interface DeployedStack {
  status: string
  account: string
  outputs: Record<string, string>
}

/** Undefined where there is no such stack. */
export async function stackOf(name: string, region: string): Promise<DeployedStack | 'denied' | undefined> {
  const client = new CloudFormationClient({ region })
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: name }))
    const [stack] = Stacks
    if (stack === undefined || stack.StackStatus === 'DELETE_COMPLETE') return undefined
    const outputs = (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue])
    return {
      status: stack.StackStatus ?? 'unknown',
      account: stack.StackId?.split(':')[4] ?? '',
      outputs: Object.fromEntries(outputs),
    }
  } catch (error) {
    // CloudFormation has no error of its own for a stack that is not there.
    if (nameOf(error) === 'ValidationError' && /does not exist/.test((error as Error).message)) return undefined
    if (isDenied(error)) return 'denied'
    throw error
  }
}
