import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import type { ETag, Expectation, Key, Listed, Listing, Names, Store, Stored } from '../ports/store.ts'
import { pauseBefore } from './backoff.ts'

/** Rounds of 409 before it counts as an error: with the pauses between, about 6 s of racing. */
const RACES = 8

const is = (error: unknown, code: string | number): boolean =>
  error instanceof S3ServiceException && (error.name === code || error.$metadata.httpStatusCode === code)

/**
 * The law of `Store`, kept by S3's conditional writes
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).
 * Throws `S3ServiceException` for whatever the SDK's own tries did not mend.
 */
export function s3Store(client: S3Client, bucket: string): Store {
  const dateOf = datesOf(client)
  const write = async (key: Key, body: Uint8Array, more: Partial<PutObjectCommandInput> = {}): Promise<ETag> => {
    const input = { ContentType: 'application/octet-stream', ...more, Bucket: bucket, Key: key, Body: body }
    return (await client.send(new PutObjectCommand(input))).ETag!
  }

  const swap = async (key: Key, body: Uint8Array, expect: Expectation): Promise<{ written: ETag } | 'conflict'> => {
    const condition = expect === 'absent' ? { IfNoneMatch: '*' } : { IfMatch: expect }
    for (let race = 0; ; race++) {
      try {
        return { written: await write(key, body, { ...condition, ContentType: 'application/json' }) }
      } catch (error) {
        // NoSuchKey: If-Match of an object that was deleted.
        if (is(error, 412) || is(error, 'NoSuchKey')) return 'conflict'
        // 409 ConditionalRequestConflict: another write was under way, so the condition was not judged at all.
        if (!is(error, 409) || race >= RACES) throw error
        await pauseBefore(race)
      }
    }
  }

  /**
   * S3 answers 403 for a missing key to who may not list the bucket, and a right to list below a prefix counts only
   * where the request names one, which a GET does not. So after a 403 the listing tells missing from forbidden.
   */
  const isMissing = async (key: Key): Promise<boolean> => {
    const found = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: key, MaxKeys: 1 }))
    return found.Contents?.[0]?.Key !== key
  }

  const read = async (key: Key, part?: { from: number; to: number }): Promise<Stored | undefined> => {
    try {
      // Both ends of a range of HTTP are in it: https://www.rfc-editor.org/rfc/rfc9110#name-byte-ranges
      const range = part && { Range: `bytes=${part.from}-${part.to - 1}` }
      const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...range }))
      return { body: await Body!.transformToByteArray(), etag: ETag! }
    } catch (error) {
      if (is(error, 'NoSuchKey')) return undefined
      if (is(error, 403) && (await isMissing(key))) return undefined
      throw error
    }
  }

  const list = async (prefix: Key, { after }: { after?: Key } = {}): Promise<Listing> => {
    const objects: Listed[] = []
    let at = Number.POSITIVE_INFINITY
    let token: string | undefined
    do {
      const page = await client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          ...(token === undefined ? {} : { ContinuationToken: token }),
          ...(after === undefined || token !== undefined ? {} : { StartAfter: after }),
        }),
      )
      for (const { Key, ETag, Size, LastModified } of page.Contents ?? [])
        objects.push({ key: Key!, etag: ETag!, size: Size!, lastModified: LastModified!.getTime() })
      // Of several pages the first: an age must never come out greater than it is.
      at = Math.min(at, dateOf(page))
      token = page.NextContinuationToken
    } while (token !== undefined)
    return { objects, at }
  }

  const folders = async (prefix: Key, { from = '', below, most }: Names = {}): Promise<string[]> => {
    const names: string[] = []
    let token: string | undefined
    do {
      const start = from === '' ? {} : { StartAfter: `${prefix}${from}` }
      const more = token === undefined ? start : { ContinuationToken: token }
      const limit = most === undefined ? {} : { MaxKeys: most - names.length }
      const page = await client.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, Delimiter: '/', ...more, ...limit }),
      )
      const listed = (page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix!.slice(prefix.length, -1))
      names.push(...listed.filter((name) => name >= from && (below === undefined || name < below)))
      token = isBehind(listed.at(-1), below) || names.length === most ? undefined : page.NextContinuationToken
    } while (token !== undefined)
    return names
  }

  return {
    read,
    swap,
    list,
    folders,
    put: (key, body, contentType) => write(key, body, contentType === undefined ? {} : { ContentType: contentType }),
    delete: async (key) => {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))
    },
  }
}

/**
 * Whether every folder that S3 lists behind this one has a name that is not below `below`. It lists by `<name>/`: a-2/ before a/,
 * as all that is below / in ASCII. So those that begin alike up to such a character are still waited for.
 */
function isBehind(name: string | undefined, below: string | undefined): boolean {
  if (name === undefined || below === undefined || name < below) return false
  const [alike = ''] = below.split(/[\0-.]/, 1)
  return !name.startsWith(alike)
}

/** Keeps the Date header of each answer, which its parsed output leaves out. Gives it in milliseconds since 1970. */
function datesOf(client: S3Client): (output: object) => number {
  const dates = new WeakMap<object, string>()
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args)
      const date = (result.response as { headers?: Record<string, string> }).headers?.['date']
      if (date !== undefined && result.output !== undefined) dates.set(result.output, date)
      return result
    },
    // Around the deserializer: there the output is made, and the answer it was made of is still there.
    { step: 'deserialize', name: 'dateOfAnswer', priority: 'high' },
  )
  return (output) => {
    const at = Date.parse(dates.get(output) ?? '')
    if (Number.isNaN(at)) throw new Error('The object storage answered without a Date: its clock is unknown')
    return at
  }
}
