import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import type { ReceivedMessage, Sqs } from './sqs.ts'

export interface EventSourceOptions {
  sqs: Pick<Sqs, 'receive' | 'delete'>
  queueUrl: string
  queueArn: string
  region: string
  /** Messages of one invocation at most, 1 to 10. */
  batchSize: number
  /** Invocations under way at most. */
  maximumConcurrency: number
  reportsBatchItemFailures: boolean
  invoke(event: SQSEvent): Promise<unknown>
  /** Told of what goes wrong outside of invocations; polling goes on. */
  onTrouble(error: unknown): void
}

export interface EventSource {
  /** Receives nothing more, at once. Resolves when what is under way has ended and was deleted, or was left to come again. */
  close(): Promise<void>
}

/** Milliseconds that a finished message may wait for others to be deleted with it. */
const DELETE_WITHIN = 20
const MOST = 10

/** Invocations under way for each message that is held ahead of them. */
const UNDER_WAY_FOR_ONE_AHEAD = 8

/**
 * What Lambda does between a queue and a function
 * (https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html, https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html):
 * what was handled is deleted, what failed is left and comes back when its visibility timeout has passed.
 * As Lambda's pollers do, it holds a few messages ahead where many invocations are under way: one that ends is followed at
 * once, and one request receives several. Where few are under way, each may take minutes, and nothing is held.
 */
export function startEventSource(options: EventSourceOptions): EventSource {
  const { sqs, queueUrl, batchSize, maximumConcurrency } = options
  const ahead = Math.min(MOST, Math.floor(maximumConcurrency / UNDER_WAY_FOR_ONE_AHEAD))
  const stop = new AbortController()
  const underWay = new Set<Promise<void>>()
  const deletions = deleteTogether(options)
  let held: ReceivedMessage[] = []
  let freed = Promise.withResolvers<void>()

  const take = async (messages: ReceivedMessage[]): Promise<void> => {
    const handled = await handledOf(messages, options)
    deletions.add(handled.map(({ ReceiptHandle }) => ReceiptHandle))
  }

  const begin = (): void => {
    while (held.length > 0 && underWay.size < maximumConcurrency && !stop.signal.aborted) {
      const invocation = take(held.slice(0, batchSize)).finally(() => {
        underWay.delete(invocation)
        begin()
        freed.resolve()
        freed = Promise.withResolvers()
      })
      held = held.slice(batchSize)
      underWay.add(invocation)
    }
  }

  const poll = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const wanted = (maximumConcurrency - underWay.size + ahead) * batchSize - held.length
      // Not for one message each time: what is held lasts until the next have come.
      if (wanted <= (ahead * batchSize) / 2) {
        await freed.promise
        continue
      }
      const received = await sqs.receive(queueUrl, Math.min(MOST, wanted), stop.signal)
      // What comes as it closes is left to come again.
      held = [...held, ...received]
      begin()
    }
  }

  const polling = (async () => {
    while (!stop.signal.aborted) {
      try {
        await poll()
      } catch (error) {
        if (stop.signal.aborted) return
        options.onTrouble(error)
        await new Promise((resolve) => setTimeout(resolve, 1_000))
      }
    }
  })()

  return {
    close: async () => {
      stop.abort()
      freed.resolve()
      await polling
      await Promise.all(underWay)
      await deletions.flush()
    },
  }
}

/** The messages of one invocation that need not come again. */
async function handledOf(messages: ReceivedMessage[], options: EventSourceOptions): Promise<ReceivedMessage[]> {
  let response: unknown
  try {
    response = await options.invoke({ Records: messages.map((message) => recordOf(message, options)) })
  } catch {
    // The function's own log has it.
    return []
  }
  if (!options.reportsBatchItemFailures) return messages
  const failed = (response as SQSBatchResponse | null | undefined)?.batchItemFailures ?? []
  const identifiers = new Set(failed.map(({ itemIdentifier }) => itemIdentifier))
  const known = new Set(messages.map(({ MessageId }) => MessageId))
  // One identifier that is not of this batch, and all of it counts as failed.
  return [...identifiers].every((identifier) => known.has(identifier))
    ? messages.filter(({ MessageId }) => !identifiers.has(MessageId))
    : []
}

const recordOf = (message: ReceivedMessage, { queueArn, region }: EventSourceOptions): SQSRecord => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: message.Attributes as unknown as SQSRecord['attributes'],
  messageAttributes: {},
  md5OfBody: message.MD5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn,
  awsRegion: region,
})

/** Collects receipt handles of several invocations, so that one request deletes ten. */
function deleteTogether({ sqs, queueUrl, onTrouble }: EventSourceOptions) {
  let waiting: string[] = []
  let timer: NodeJS.Timeout | undefined
  const underWay = new Set<Promise<void>>()

  const send = (): void => {
    clearTimeout(timer)
    timer = undefined
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST)
      waiting = waiting.slice(MOST)
      const deletion = sqs
        .delete(queueUrl, batch)
        .catch(onTrouble)
        .finally(() => underWay.delete(deletion))
      underWay.add(deletion)
    }
  }

  return {
    add: (handles: string[]): void => {
      waiting.push(...handles)
      if (waiting.length >= MOST) send()
      else if (waiting.length > 0) timer ??= setTimeout(send, DELETE_WITHIN)
    },
    flush: async (): Promise<void> => {
      send()
      await Promise.all(underWay)
    },
  }
}
