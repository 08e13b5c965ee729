import type { Queue } from '../../shared/ports/queue.ts'
import { ServiceTrouble } from './faults.ts'
import { aWay, type Cloud, type Leg, type Worker } from './worker.ts'

export interface Message {
  id: number
  body: string
  visibleAt: number
  received: number
  sentAt: number
}

export interface QueueOptions {
  name: string
  visibilitySeconds: number
  maxReceiveCount: number
  retentionSeconds: number
}

/** What `SendMessageBatch` takes at once. */
const BATCH = 10

/**
 * A standard queue by its documented rules: at least once, in any order, hidden while in work, counted at each receipt,
 * dead-lettered above `maxReceiveCount`, gone after its retention.
 */
export class SimulatedQueue<Body> {
  readonly name: string
  messages: Message[] = []
  readonly dead: Message[] = []
  /** Every body that was ever sent. */
  readonly bodies = new Set<string>()
  /** Told when a message may have become visible. */
  onVisible: () => void = () => {}
  /** Told of everything that it takes. */
  onTake: (body: Body) => void = () => {}
  readonly #options: QueueOptions
  readonly #cloud: Cloud
  #sent = 0

  constructor(options: QueueOptions, cloud: Cloud) {
    this.name = options.name
    this.#options = options
    this.#cloud = cloud
  }

  port(worker: Worker): Queue<Body> {
    return {
      send: async (outgoing) => {
        const texts = outgoing.map(({ body, delaySeconds = 0 }) => ({ text: JSON.stringify(body), delaySeconds }))
        const batches = Array.from({ length: Math.ceil(texts.length / BATCH) }, (_, k) =>
          texts.slice(k * BATCH, (k + 1) * BATCH),
        )
        await Promise.all(batches.map((batch) => this.#send(worker, batch)))
      },
    }
  }

  /** Straight into the queue, as by somebody outside. */
  drop(body: Body): void {
    this.#take(JSON.stringify(body), 0)
  }

  #send(worker: Worker, batch: { text: string; delaySeconds: number }[]): Promise<void> {
    const { faults, chance, history } = this.#cloud
    const what = `SEND ${batch.length} to ${this.name}`
    const take = (some: typeof batch) => () => {
      for (const { text, delaySeconds } of some) {
        history.tell(worker.name, () => `SEND to ${this.name} in ${delaySeconds} s: ${text}`)
        this.#take(text, delaySeconds)
      }
    }
    const legs: Leg<void>[] = []
    const half = chance.whole(0, batch.length)
    if (faults.strikes('send: part refused')) {
      legs.push({ after: aWay(this.#cloud), act: take(batch.slice(0, half)) })
      legs.push({ after: chance.spread(20, 4_000), act: take(batch.slice(half)) })
    } else legs.push({ after: aWay(this.#cloud), act: take(batch) })
    if (faults.strikes('send: taken, answer lost')) legs.push({ after: chance.spread(100, 31_000), act: take(batch) })
    if (faults.strikes('send: taken in part, then error')) {
      legs.push({
        after: chance.spread(20, 8_000),
        act: () => {
          take(batch.slice(0, half))()
          throw new ServiceTrouble('the queue kept refusing')
        },
      })
      if (chance.hits(0.5)) legs.splice(0, legs.length - 1)
    }
    return worker.ask(what, legs, aWay(this.#cloud))
  }

  #take(body: string, delaySeconds: number): void {
    const { faults, chance, history } = this.#cloud
    this.bodies.add(body)
    this.onTake(JSON.parse(body) as Body)
    if (faults.strikes('message lost')) {
      history.tell(this.name, () => `loses ${body}`)
      return
    }
    for (let copies = faults.strikes('message twice') ? 2 : 1; copies > 0; copies -= 1) {
      const late = faults.strikes('message late') ? chance.spread(1_000, 1_800_000) : 0
      this.#sent += 1
      const { now } = this.#cloud.scheduler
      const visibleAt = now + delaySeconds * 1_000 + late
      this.messages.push({ id: this.#sent, body, visibleAt, received: 0, sentAt: now })
      this.#showAt(visibleAt)
    }
  }

  /** One visible message, hidden from now on; any of them may be the one. */
  receive(): Message | undefined {
    const { scheduler, chance, faults, history } = this.#cloud
    const { now } = scheduler
    const { maxReceiveCount, visibilitySeconds, retentionSeconds } = this.#options
    this.messages = this.messages.filter(({ sentAt }) => now - sentAt <= retentionSeconds * 1_000)
    for (;;) {
      const visible = this.messages.filter(({ visibleAt }) => visibleAt <= now)
      if (visible.length === 0) return undefined
      const message = chance.pick(visible)
      if (message.received >= maxReceiveCount) {
        this.delete(message)
        this.dead.push(message)
        history.tell(this.name, () => `dead-letters ${message.body}`)
        continue
      }
      message.received += 1
      const early = faults.strikes('redelivered while in work')
      const hidden = visibilitySeconds * 1_000 * (early ? chance.next() : 1)
      message.visibleAt = now + hidden
      this.#showAt(message.visibleAt)
      return message
    }
  }

  delete(message: Message): void {
    this.messages = this.messages.filter(({ id }) => id !== message.id)
  }

  #showAt(at: number): void {
    this.#cloud.scheduler.after(at - this.#cloud.scheduler.now, () => this.onVisible())
  }
}
