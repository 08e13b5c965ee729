import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'

const client = new S3Client()

export const handler = (): Promise<unknown> => client.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }))
