import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import { described } from './observed.ts'

/**
 * Handles the records of one delivery side by side. A record whose body is no JSON, or that `handleOne` throws on, is
 * logged and told to SQS as failed, so that it comes again and at last goes to the dead-letter queue; the others are done.
 */
export async function batch<Message>(
  event: SQSEvent,
  handleOne: (message: Message, record: SQSRecord) => Promise<void>,
): Promise<SQSBatchResponse> {
  const failed = await Promise.all(
    event.Records.map(async (record) => {
      try {
        await handleOne(JSON.parse(record.body), record)
        return []
      } catch (error) {
        const received = record.attributes.ApproximateReceiveCount
        console.error(JSON.stringify({ level: 'error', messageId: record.messageId, received, ...described(error) }))
        return [{ itemIdentifier: record.messageId }]
      }
    }),
  )
  return { batchItemFailures: failed.flat() }
}
