import type { Guard } from './guards.ts'

const aws = (file: string) => `shared/aws/${file}.ts`

/** Of what stands between the domain and AWS, which the simulation takes the place of: tests name these. */
export const GUARDS_OF_ADAPTERS: readonly Guard[] = [
  {
    guard: 'a PUT that met a 409 is tried again',
    file: aws('s3-store'),
    from: 'if (!is(error, 409) || race >= RACES) throw error',
    to: 'throw error',
    test: 'test/aws/s3-store.test.ts',
  },
  {
    guard: 'a PUT that met a 412 is a conflict',
    file: aws('s3-store'),
    from: "if (is(error, 412) || is(error, 'NoSuchKey')) return 'conflict'",
    to: "if (is(error, 'NoSuchKey')) return 'conflict'",
    test: 'test/aws/s3-store.test.ts',
  },
  {
    guard: 'a swap of what was deleted is a conflict',
    file: aws('s3-store'),
    from: "if (is(error, 412) || is(error, 'NoSuchKey')) return 'conflict'",
    to: "if (is(error, 412)) return 'conflict'",
    test: 'test/aws/s3-store.test.ts',
  },
  {
    guard: 'a swap has its condition',
    file: aws('s3-store'),
    from: "const condition = expect === 'absent' ? { IfNoneMatch: '*' } : { IfMatch: expect }",
    to: "const condition = expect === 'absent' ? {} : { IfMatch: expect }",
    test: 'test/contract/store.test.ts',
  },
  {
    guard: 'a forbidden read of what is there is an error',
    file: aws('s3-store'),
    from: 'if (is(error, 403) && (await isMissing(key))) return undefined',
    to: 'if (is(error, 403)) return undefined',
    test: 'test/aws/s3-store.test.ts',
  },
  {
    guard: 'a listing goes on to its last page',
    file: aws('s3-store'),
    from: 'objects.push({ key: Key!, etag: ETag!, size: Size!, lastModified: LastModified!.getTime() })\n      // Of several pages the first: an age must never come out greater than it is.\n      at = Math.min(at, dateOf(page))\n      token = page.NextContinuationToken',
    to: 'objects.push({ key: Key!, etag: ETag!, size: Size!, lastModified: LastModified!.getTime() })\n      at = Math.min(at, dateOf(page))',
    test: 'test/aws/s3-store.test.ts',
  },
  {
    guard: 'messages that a queue refused are sent again',
    file: aws('sqs-queue'),
    from: 'if (Failed.length === 0) return',
    to: 'if (Failed.length >= 0) return',
    test: 'test/aws/sqs-queue.test.ts',
  },
  {
    guard: 'only messages that a queue refused are sent again',
    file: aws('sqs-queue'),
    from: 'left = left.filter(({ Id }) => refused.has(Id))',
    to: 'left = left.filter(({ Id }) => refused.size > 0 || Id)',
    test: 'test/aws/sqs-queue.test.ts',
  },
  {
    guard: 'a record that failed is told to the queue',
    file: aws('batch'),
    from: 'return [{ itemIdentifier: record.messageId }]',
    to: 'return []',
    test: 'test/aws/batch.test.ts',
  },
  {
    guard: 'the local S3 obeys If-None-Match',
    file: 'infra/local/conditional-writes.ts',
    from: "if (ifNoneMatch === '*' && etag !== undefined) return preconditionFailed('If-None-Match', resource)",
    to: '',
    test: 'test/contract/store.test.ts',
  },
  {
    guard: 'the local S3 obeys If-Match',
    file: 'infra/local/conditional-writes.ts',
    from: "return unquoted(String(ifMatch)) === unquoted(etag) ? undefined : preconditionFailed('If-Match', resource)",
    to: 'return undefined',
    test: 'test/contract/store.test.ts',
  },
]
