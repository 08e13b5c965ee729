import { describe, expect, it } from 'vitest'
import { QUEUES, type QueueUnderTest } from './queues.ts'

interface Rule {
  /** Where AWS says so. */
  source: string
  rule: string
  holds(under: QueueUnderTest): Promise<void>
}

const GUIDE = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide'
const API = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference'

const RULES: readonly Rule[] = [
  {
    rule: 'a message is received once, and is hidden from then on',
    source: `${GUIDE}/sqs-visibility-timeout.html`,
    async holds({ queue, receive }) {
      await queue.send([{ body: { n: 1 } }])

      expect(await receive()).toMatchObject([{ body: { n: 1 }, times: 1 }])
      expect(await receive()).toEqual([])
    },
  },
  {
    rule: 'what is not deleted comes back after its visibility timeout, counted at each receipt',
    source: `${GUIDE}/sqs-visibility-timeout.html`,
    async holds({ queue, receive, pass }) {
      await queue.send([{ body: { n: 1 } }])
      await receive()

      await pass(2.2)

      expect(await receive()).toMatchObject([{ body: { n: 1 }, times: 2 }])
    },
  },
  {
    rule: 'what is deleted never comes back, and may be deleted again',
    source: `${API}/API_DeleteMessage.html`,
    async holds({ queue, receive, pass }) {
      await queue.send([{ body: { n: 1 } }])
      const [message] = await receive()

      await message!.delete()
      await message!.delete()
      await pass(2.2)

      expect(await receive()).toEqual([])
    },
  },
  {
    rule: 'the handle of an earlier receipt need not delete, and that of the last one does',
    source: `${API}/API_DeleteMessage.html`,
    async holds({ queue, receive, pass }) {
      await queue.send([{ body: { n: 1 } }])
      const [first] = await receive()
      await pass(2.2)
      const [second] = await receive()

      await first!.delete()
      await second!.delete()
      await pass(2.2)

      expect(await receive()).toEqual([])
    },
  },
  {
    rule: 'a delayed message is received when its delay is over, and others before',
    source: `${API}/API_SendMessageBatch.html`,
    async holds({ queue, receive, pass }) {
      await queue.send([{ body: { n: 1 }, delaySeconds: 2 }, { body: { n: 2 } }, { body: { n: 3 }, delaySeconds: 0 }])
      const before = await receive()
      for (const message of before) await message.delete()

      await pass(2.2)
      const after = await receive()

      expect(before.map(({ body }) => body.n).sort()).toEqual([2, 3])
      expect(after.map(({ body }) => body.n)).toEqual([1])
    },
  },
  {
    rule: 'more than a batch holds is sent, each once',
    source: `${GUIDE}/quotas-messages.html`,
    async holds({ queue, receive }) {
      await queue.send(Array.from({ length: 23 }, (_, n) => ({ body: { n } })))

      const numbers = (await receive()).map(({ body }) => body.n).sort((a, b) => a - b)

      expect(numbers).toEqual(Array.from({ length: 23 }, (_, n) => n))
    },
  },
  {
    rule: 'the same body sent twice is two messages',
    source: `${GUIDE}/standard-queues.html`,
    async holds({ queue, receive }) {
      await queue.send([{ body: { n: 1 } }])
      await queue.send([{ body: { n: 1 } }])

      expect(await receive()).toMatchObject([{ body: { n: 1 } }, { body: { n: 1 } }])
    },
  },
  {
    rule: 'a message that was received as often as it may be is dead, and not received again',
    source: `${GUIDE}/sqs-dead-letter-queues.html`,
    async holds({ queue, receive, dead, pass }) {
      await queue.send([{ body: { n: 1 } }])
      for (let times = 1; times <= 3; times += 1) {
        expect(await receive()).toMatchObject([{ times }])
        await pass(2.2)
      }

      expect(await receive()).toEqual([])
      expect(await dead()).toBe(1)
    },
  },
]

for (const { name, missing, open } of QUEUES) {
  describe.skipIf(missing)(
    `the contract of SQS, kept by ${name}${missing === undefined ? '' : ` (${missing})`}`,
    () => {
      // Side by side: over HTTP their time is ours.
      it.concurrent.each(RULES)('$rule', async ({ holds }) => {
        await using opened = await open()
        await holds(opened)
      })
    },
  )
}
