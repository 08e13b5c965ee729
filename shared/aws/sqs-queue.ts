import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs'
import pLimit from 'p-limit'
import type { Outgoing, Queue } from '../ports/queue.ts'
import { pauseBefore } from './backoff.ts'

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
const ENTRIES = 10
const BYTES = 1_048_576
/** Rounds of sending what was refused: about 8 s. */
const TRIES = 8
/** Batches under way at once: a wave of a thousand specs is a hundred of them. */
const SIDE_BY_SIDE = 8

/** A message was refused for what it is: sending it again would not help. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused'
}

/**
 * A standard queue. Messages that name a `run` are grouped by it, so that SQS shares the consumers fairly between runs
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html).
 * `send` throws `MessageRefused` where a message itself is at fault, and `Error` where the service keeps refusing.
 */
export function sqsQueue<Message>(client: SQSClient, url: string): Queue<Message> {
  const sendBatch = async (batch: readonly SendMessageBatchRequestEntry[]): Promise<void> => {
    let left = batch
    for (let attempt = 0; ; attempt++) {
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: [...left] }))
      if (Failed.length === 0) return
      const hopeless = Failed.find(({ SenderFault }) => SenderFault === true)
      if (hopeless !== undefined)
        throw new MessageRefused(`The queue refused a message: ${hopeless.Code} ${hopeless.Message ?? ''}`.trim())
      if (attempt >= TRIES)
        throw new Error(`The queue did not take ${Failed.length} messages in ${TRIES + 1} tries: ${Failed[0]?.Code}`)
      const refused = new Set(Failed.map(({ Id }) => Id))
      left = left.filter(({ Id }) => refused.has(Id))
      await pauseBefore(attempt)
    }
  }

  return {
    async send(messages) {
      const limit = pLimit(SIDE_BY_SIDE)
      await Promise.all(batches(messages).map((batch) => limit(sendBatch, batch)))
    },
  }
}

function batches<Message>(messages: readonly Outgoing<Message>[]): SendMessageBatchRequestEntry[][] {
  const made: SendMessageBatchRequestEntry[][] = []
  let room = 0
  for (const [n, { body, delaySeconds }] of messages.entries()) {
    const text = JSON.stringify(body)
    const bytes = Buffer.byteLength(text)
    if (bytes > BYTES) throw new MessageRefused(`A message has ${bytes} bytes; a queue takes ${BYTES} at most`)
    if (made.length === 0 || bytes > room || made.at(-1)!.length === ENTRIES) {
      made.push([])
      room = BYTES
    }
    room -= bytes
    made.at(-1)!.push({
      Id: String(n),
      MessageBody: text,
      ...(delaySeconds === undefined ? {} : { DelaySeconds: delaySeconds }),
      ...groupOf(body),
    })
  }
  return made
}

function groupOf(body: unknown): { MessageGroupId?: string } {
  const run = typeof body === 'object' && body !== null && 'run' in body ? body.run : undefined
  return typeof run === 'string' ? { MessageGroupId: run } : {}
}
