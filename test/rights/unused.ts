import type { Grant } from './grants.ts'

interface Reason {
  action: RegExp
  holds?: (grant: Grant, all: readonly Grant[]) => boolean
  because: string
}

/** Whether that function may read something of what it may list there. */
const mayRead = ({ functionId, prefix }: Grant, all: readonly Grant[]): boolean =>
  all.some(
    (each) =>
      each.functionId === functionId &&
      each.action === 's3:GetObject' &&
      each.resource.includes(`/${prefix?.slice(0, -1)}`),
  )

/** What is granted and never used by a function's own calls, and why it is needed all the same. */
const reasons: Reason[] = [
  {
    action: /^sqs:(ReceiveMessage|DeleteMessage|ChangeMessageVisibility|GetQueueAttributes|GetQueueUrl)$/,
    because: 'Lambda polls the queue by the role of the function',
  },
  {
    action: /^sqs:SendMessage$/,
    holds: ({ resource }) => resource.includes('SchedulesDead'),
    because: 'Lambda sends there by the role what the function failed at when a schedule called it',
  },
  {
    action: /^sqs:SendMessage$/,
    holds: ({ functionId, resource }) => functionId.startsWith('FunctionsAggregate') && resource.includes('Blocks'),
    because: 'a dataset of more samples than a tour makes is written by further messages',
  },
  { action: /^logs:(CreateLogStream|PutLogEvents)$/, because: 'Lambda writes what the function prints by its role' },
  {
    action: /^s3:ListBucket$/,
    holds: mayRead,
    because: 'S3 answers 403 in place of 404 for a missing object to who may not list it',
  },
  {
    action: /^s3:PutObject$/,
    holds: ({ functionId, resource }) => functionId.startsWith('FunctionsGenerate') && resource.endsWith('/pace/*'),
    because: 'a pace is told only where the endpoint throttled for seconds, which the tour may be too quick for',
  },
  {
    action: /^s3:PutObject$/,
    holds: ({ functionId, resource }) => functionId.startsWith('FunctionsPlan') && resource.endsWith('/active/*'),
    because: 'a look that overlooked what was asked meanwhile makes the marker again: a race of milliseconds',
  },
]

export const reasonFor = (grant: Grant, all: readonly Grant[]): string | undefined =>
  reasons.find(({ action, holds = () => true }) => action.test(grant.action) && holds(grant, all))?.because
