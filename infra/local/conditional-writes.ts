/** What is asked of one fauxqs request, as far as conditional writes go. */
interface PutRequest {
  method: string
  url: string
  headers: Record<string, string | string[] | undefined>
  params: unknown
}

interface Reply {
  code(status: number): Reply
  header(name: string, value: string): Reply
  send(body: string): Reply
}

interface App {
  addHook(name: 'preHandler', hook: (request: PutRequest, reply: Reply, done: () => void) => void): unknown
}

export interface ETags {
  /** The ETag of an object as S3 writes it, quotes included; undefined if there is none. */
  etagOf(bucket: string, key: string): string | undefined
}

/**
 * Makes `PUT` obey `If-None-Match: *` and `If-Match`, which fauxqs 2.4.1 ignores, with the answers of S3:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 *
 * Nobody can write between the check and the write: Fastify goes from a `preHandler` that calls `done` to the handler in the
 * same turn of the event loop, and fauxqs' handler writes without waiting for anything. So no lock is needed.
 *
 * This file can go when `test/local/conditional-writes.test.ts` says so.
 */
export function obeyConditionalWrites(app: App, etags: ETags): void {
  app.addHook('preHandler', (request, reply, done) => {
    const refusal = request.method === 'PUT' ? refusalOf(request, etags) : undefined
    if (!refusal) return done()
    reply.code(refusal.status).header('content-type', 'application/xml').send(refusal.xml)
  })
}

function refusalOf({ url, headers, params }: PutRequest, etags: ETags): { status: number; xml: string } | undefined {
  const { bucket, '*': key } = params as { bucket?: string; '*'?: string }
  const ifNoneMatch = headers['if-none-match']
  const ifMatch = headers['if-match']
  if (!bucket || !key || (ifNoneMatch === undefined && ifMatch === undefined)) return undefined
  const etag = etags.etagOf(bucket, key)
  const resource = url.split('?')[0]!
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    return refuse(
      501,
      'NotImplemented',
      'A header you provided implies functionality that is not implemented',
      resource,
    )
  }
  if (ifNoneMatch === '*' && etag !== undefined) return preconditionFailed('If-None-Match', resource)
  if (ifMatch === undefined) return undefined
  if (etag === undefined) return refuse(404, 'NoSuchKey', 'The specified key does not exist.', resource)
  return unquoted(String(ifMatch)) === unquoted(etag) ? undefined : preconditionFailed('If-Match', resource)
}

const unquoted = (etag: string): string => etag.replace(/^"|"$/g, '')

function preconditionFailed(condition: string, resource: string): { status: number; xml: string } {
  const message = 'At least one of the pre-conditions you specified did not hold'
  return refuse(412, 'PreconditionFailed', message, resource, `<Condition>${condition}</Condition>`)
}

function refuse(
  status: number,
  code: string,
  message: string,
  resource: string,
  more = '',
): { status: number; xml: string } {
  return { status, xml: errorXml({ code, message, resource, more }) }
}

/** An error as S3 writes it: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function errorXml({ code, message, resource, more = '' }: S3ErrorBody): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<Error><Code>${code}</Code><Message>${escaped(message)}</Message>${more}<Resource>${escaped(resource)}</Resource></Error>`,
  ].join('\n')
}

export interface S3ErrorBody {
  code: string
  message: string
  resource: string
  /** More elements, already XML. */
  more?: string
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
