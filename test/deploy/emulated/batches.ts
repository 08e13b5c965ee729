import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation'
import { signedFetch } from '../../../infra/cli/signed-fetch.ts'

interface Statement {
  Effect: string
  Action: string | string[]
  Resource: string | string[]
}

/**
 * The emulator asks for an action sqs:SendMessageBatch, which AWS does not have: there sqs:SendMessage holds for both
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html). Whoever
 * has the one is given the other for the same queues, and nobody else.
 */
export async function allowBatches(stackName: string): Promise<number> {
  const { StackResources = [] } = await new CloudFormationClient({}).send(
    new DescribeStackResourcesCommand({ StackName: stackName }),
  )
  const roles = StackResources.flatMap(({ ResourceType, PhysicalResourceId }) =>
    ResourceType === 'AWS::IAM::Role' && PhysicalResourceId ? [PhysicalResourceId] : [],
  )
  let given = 0
  for (const role of roles) {
    const names = [...(await iam('ListRolePolicies', { RoleName: role })).matchAll(/<member>([^<]+)<\/member>/g)]
    for (const [, name] of names) {
      const answer = await iam('GetRolePolicy', { RoleName: role, PolicyName: name! })
      const text = /<PolicyDocument>([^<]+)<\/PolicyDocument>/.exec(answer)?.[1] ?? '{}'
      const { Statement: statements = [] } = JSON.parse(decodeURIComponent(text)) as { Statement?: Statement[] }
      const sending = statements.filter(({ Action }) => [Action].flat().includes('sqs:SendMessage'))
      if (sending.length === 0) continue
      const document = {
        Version: '2012-10-17',
        Statement: sending.map((each) => ({ ...each, Action: 'sqs:SendMessageBatch' })),
      }
      await iam('PutRolePolicy', { RoleName: role, PolicyName: 'batches', PolicyDocument: JSON.stringify(document) })
      given++
    }
  }
  return given
}

/** IAM's query API: https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html */
async function iam(action: string, parameters: Record<string, string>): Promise<string> {
  const body = new URLSearchParams({ Action: action, Version: '2010-05-08', ...parameters }).toString()
  const response = await signedFetch(
    'us-east-1',
    undefined,
    'iam',
  )(`${process.env['AWS_ENDPOINT_URL']}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  })
  const answer = await response.text()
  if (!response.ok) throw new Error(`${action} ${response.status}: ${answer}`)
  return answer
}
