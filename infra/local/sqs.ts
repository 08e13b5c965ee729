import { Agent, request } from 'node:http'

export interface ReceivedMessage {
  MessageId: string
  ReceiptHandle: string
  Body: string
  MD5OfBody: string
  Attributes?: Record<string, string>
}

/** The few calls that a poller makes, without the weight of the SDK: this stands for a part of AWS, not for our code. */
export interface Sqs {
  createQueue(name: string, attributes: Record<string, string>): Promise<void>
  /** Waits up to 20 seconds for the first message. */
  receive(queueUrl: string, max: number, signal: AbortSignal): Promise<ReceivedMessage[]>
  /** Ten at most. */
  delete(queueUrl: string, receiptHandles: string[]): Promise<void>
  close(): void
}

export function sqsOf(endpoint: string): Sqs {
  const agent = new Agent({ keepAlive: true })
  const call = (action: string, body: unknown, signal?: AbortSignal) =>
    post(endpoint, agent, `AmazonSQS.${action}`, JSON.stringify(body), signal)
  return {
    createQueue: async (name, attributes) => {
      await call('CreateQueue', { QueueName: name, Attributes: attributes })
    },
    receive: async (queueUrl, max, signal) => {
      const asked = {
        QueueUrl: queueUrl,
        MaxNumberOfMessages: max,
        WaitTimeSeconds: 20,
        MessageSystemAttributeNames: ['All'],
      }
      const { Messages = [] } = (await call('ReceiveMessage', asked, signal)) as { Messages?: ReceivedMessage[] }
      return Messages
    },
    delete: async (queueUrl, receiptHandles) => {
      const Entries = receiptHandles.map((ReceiptHandle, n) => ({ Id: String(n), ReceiptHandle }))
      await call('DeleteMessageBatch', { QueueUrl: queueUrl, Entries })
    },
    close: () => agent.destroy(),
  }
}

function post(endpoint: string, agent: Agent, target: string, body: string, signal?: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'content-length': Buffer.byteLength(body),
      'x-amz-target': target,
    }
    const sent = request(endpoint, { method: 'POST', agent, headers, ...(signal && { signal }) }, async (response) => {
      try {
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk as Buffer)
        const text = Buffer.concat(chunks).toString()
        if (response.statusCode !== 200) throw new Error(`${target} answered ${response.statusCode}: ${text}`)
        resolve(JSON.parse(text || '{}'))
      } catch (error) {
        reject(error)
      }
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
