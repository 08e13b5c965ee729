import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import OpenAI from 'openai'

const [openai, s3, sqs] = [new OpenAI(), new S3Client(), new SQSClient()]

export const handler = async (): Promise<void> => {
  await openai.chat.completions.create({ model: 'm', messages: [] })
  await s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }))
  await sqs.send(new SendMessageCommand({ QueueUrl: 'q', MessageBody: '' }))
}
