import { appendFileSync } from 'node:fs'

/** One call of AWS, named as policies name it. */
export interface RecordedCall {
  /** Logical id of the function that made it, which is its access key here. */
  caller: string
  /** `s3:GetObject` */
  action: string
  resource: string
  /** Of `s3:ListBucket`: what it lists. */
  prefix?: string
}

interface Request {
  method: string
  url: string
  headers: Record<string, string | string[] | undefined>
  body: unknown
}

interface App {
  addHook(name: 'preHandler', hook: (request: Request) => Promise<void>): unknown
}

/** Writes down every signed call, a line of JSON each, as it arrives. What pollers and the machinery ask is not signed. */
export function recordRequests(app: App, file: string, region: string): void {
  app.addHook('preHandler', async (request) => {
    for (const call of callsIn(request, region)) appendFileSync(file, `${JSON.stringify(call)}\n`)
  })
}

/** Some routes are handed bytes, others what was in them. */
const parametersIn = (body: unknown): Record<string, string> =>
  typeof body === 'string' || Buffer.isBuffer(body) ? JSON.parse(String(body)) : (body as Record<string, string>)

/** What a request asks of AWS: two rights, where one request needs them. */
export function callsIn({ method, url, headers, body }: Request, region: string): RecordedCall[] {
  const { pathname, searchParams } = new URL(url, 'http://emulator')
  const credential =
    /Credential=([^/,\s]+)\//.exec(String(headers['authorization'] ?? ''))?.[1] ??
    searchParams.get('X-Amz-Credential')?.split('/')[0]
  if (credential === undefined) return []
  const target = String(headers['x-amz-target'] ?? '')
  const of = (action: string, resource: string, more: object = {}) => ({
    caller: credential,
    action,
    resource,
    ...more,
  })
  if (target !== '') {
    const parameters = parametersIn(body)
    const [service, name = ''] = target.split('.')
    if (service === 'AmazonSSM') {
      return [of(`ssm:${name}`, `arn:aws:ssm:${region}:000000000000:parameter${parameters['Name']}`)]
    }
    const queue = parameters['QueueUrl']?.split('/').at(-1)
    // Sending a batch is no right of its own.
    return [of(`sqs:${name.replace(/Batch$/, '')}`, `arn:aws:sqs:${region}:000000000000:${queue}`)]
  }
  const [, bucket = '', ...segments] = pathname.split('/')
  const key = decodeURIComponent(segments.join('/'))
  if (key === '') return [of('s3:ListBucket', `arn:aws:s3:::${bucket}`, { prefix: searchParams.get('prefix') ?? '' })]
  const object = `arn:aws:s3:::${bucket}/${key}`
  if (method === 'DELETE') return [of('s3:DeleteObject', object)]
  if (method !== 'PUT') return [of('s3:GetObject', object)]
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html: If-Match reads the object it compares with.
  return [of('s3:PutObject', object), ...(headers['if-match'] === undefined ? [] : [of('s3:GetObject', object)])]
}
