import { setTimeout as sleep } from 'node:timers/promises'
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiptHandleIsInvalid,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { startEmulator } from '../../infra/local/emulator.ts'
import { sqsQueue } from '../../shared/aws/sqs-queue.ts'
import type { Queue } from '../../shared/ports/queue.ts'
import { clientsFor } from '../aws/clients-for-test.ts'
import { type Message, SimulatedQueue } from '../simulation/sqs.ts'
import { aCalmCloud } from './simulated-cloud.ts'
import { ENDPOINT, NO_ENDPOINT, type Subject } from './subject.ts'

export interface Received {
  body: { n: number }
  /** How often it was received. */
  times: number
  /** Deletes it, by the handle of this receipt. */
  delete(): Promise<void>
}

/** A standard queue whose messages stay hidden for two seconds, and are dead after they were received three times. */
export interface QueueUnderTest {
  queue: Queue<{ n: number }>
  /** All that is visible now. */
  receive(): Promise<Received[]>
  /** How many are dead. */
  dead(): Promise<number>
  pass(seconds: number): Promise<void>
}

const VISIBILITY_SECONDS = 2
const MOST_RECEIPTS = 3

export const QUEUES: readonly Subject<QueueUnderTest>[] = [
  { name: 'the simulated SQS', open: async () => ({ ...simulated(), [Symbol.asyncDispose]: async () => {} }) },
  {
    name: 'the local emulator',
    async open() {
      const { url, close } = await startEmulator({ file: ':memory:', region: 'us-east-1', secret: '' })
      const { sqs } = clientsFor(url)
      return {
        ...(await overHttp(sqs)),
        async [Symbol.asyncDispose]() {
          sqs.destroy()
          await close()
        },
      }
    },
  },
  {
    name: 'an emulated account',
    ...(ENDPOINT === undefined && { missing: NO_ENDPOINT }),
    open: async () => ({ ...(await overHttp(clientsFor(ENDPOINT!).sqs)), [Symbol.asyncDispose]: async () => {} }),
  },
]

function simulated(): QueueUnderTest {
  const { cloud, worker, done } = aCalmCloud()
  const queue = new SimulatedQueue<{ n: number }>(
    {
      name: 'queue',
      visibilitySeconds: VISIBILITY_SECONDS,
      maxReceiveCount: MOST_RECEIPTS,
      retentionSeconds: 14 * 86_400,
    },
    cloud,
  )
  const received = (message: Message): Received => ({
    body: JSON.parse(message.body) as { n: number },
    times: message.received,
    delete: async () => queue.delete(message),
  })
  return {
    queue: { send: (messages) => done(queue.port(worker).send(messages)) },
    async receive() {
      const all: Received[] = []
      for (let message = queue.receive(); message !== undefined; message = queue.receive()) all.push(received(message))
      return all
    },
    dead: async () => queue.dead.length,
    async pass(seconds) {
      const { scheduler } = cloud
      const until = scheduler.now + seconds * 1_000
      scheduler.after(seconds * 1_000, () => {})
      while (scheduler.now < until) await scheduler.step()
    },
  }
}

async function overHttp(sqs: SQSClient): Promise<QueueUnderTest> {
  const name = `contract-${Date.now()}-${Math.floor(Math.random() * 1e6)}`
  const create = async (QueueName: string, Attributes: Record<string, string> = {}) =>
    (await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl!
  const deadUrl = await create(`${name}-dead`)
  const about = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: deadUrl, AttributeNames: ['All'] }))
  const deadLetterTargetArn = about.Attributes!['QueueArn']
  const url = await create(name, {
    VisibilityTimeout: String(VISIBILITY_SECONDS),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: MOST_RECEIPTS }),
  })
  return {
    queue: sqsQueue(sqs, url),
    async receive() {
      const all: Received[] = []
      for (;;) {
        const more = await receiveTen(sqs, url)
        if (more.length === 0) return all
        all.push(...more)
      }
    },
    dead: async () => (await receiveTen(sqs, deadUrl)).length,
    pass: (seconds) => sleep(seconds * 1_000),
  }
}

async function receiveTen(sqs: SQSClient, QueueUrl: string): Promise<Received[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    }),
  )
  return Messages.map(({ Body, Attributes, ReceiptHandle }) => ({
    body: JSON.parse(Body!) as { n: number },
    times: Number(Attributes!['ApproximateReceiveCount']),
    delete: async () => {
      try {
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: ReceiptHandle! }))
      } catch (error) {
        // The API names this error, and a standard queue seldom gives it. Who is strict about old handles is so within it.
        if (!(error instanceof ReceiptHandleIsInvalid)) throw error
      }
    },
  }))
}
