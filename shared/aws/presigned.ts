import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { Key } from '../ports/store.ts'

/**
 * URLs from which anybody who has one may read that object for so many seconds, or less: a URL ends with the credentials
 * of the function that signed it.
 */
export const presigned =
  (client: S3Client, bucket: string, seconds: number) =>
  (key: Key): Promise<string> =>
    getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: seconds })

/** URLs to which anybody who has one may PUT that object, for so many seconds or less. */
export const presignedUpload =
  (client: S3Client, bucket: string, seconds: number) =>
  (key: Key): Promise<string> =>
    getSignedUrl(client, new PutObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: seconds })
