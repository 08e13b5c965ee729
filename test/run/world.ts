import { aggregate } from '../../shared/dataset/aggregate.ts'
import type { Model, ModelOutcome, ModelRequest } from '../../shared/ports/model.ts'
import type { Outgoing, Queue } from '../../shared/ports/queue.ts'
import type { Fleet } from '../../shared/run/decide.ts'
import { generate } from '../../shared/run/generate.ts'
import { keys } from '../../shared/run/keys.ts'
import type { AggregateMessage, SpecMessage, TickMessage } from '../../shared/run/message.ts'
import { type PlanWorld, plan, sweep } from '../../shared/run/plan.ts'
import type { Run } from '../../shared/run/run.ts'
import { Runs } from '../../shared/run/runs.ts'
import { type StartRunRequest, startRun } from '../../shared/run/start.ts'
import { fromBytes } from '../../shared/run/stored-json.ts'
import type { Ended, SampleObject } from '../../shared/sample/record.ts'
import { MemoryStore } from '../ports/memory-store.ts'
import { aRecipe } from '../recipe-builder.ts'
import { aFleet } from './builders.ts'

type Delivery =
  | { to: 'samples'; body: SpecMessage }
  | { to: 'ticks'; body: TickMessage }
  | { to: 'blocks'; body: AggregateMessage }

/** What the model answers, by default its prompt's words and ten tokens each way. */
export type Script = (request: ModelRequest, call: number) => ModelOutcome

export const answered = (text: string, changes: Partial<ModelOutcome & { kind: 'answered' }> = {}): ModelOutcome => ({
  kind: 'answered',
  text,
  finishReason: 'stop',
  usage: { input: 10, cached: 0, output: 10 },
  model: 'toy',
  milliseconds: 5,
  ...changes,
})

/**
 * The functions of a stack and their queues, one message at a time, on a clock that jumps to the next one due. Each
 * message is delivered once unless a test says otherwise.
 */
export class World {
  now = 1_000_000
  readonly store = new MemoryStore(() => this.now)
  readonly clock = { now: () => this.now }
  readonly calls: ModelRequest[] = []
  readonly samples = this.#queue('samples')
  readonly ticks = this.#queue('ticks')
  readonly blocks = this.#queue('blocks')
  fleet: Fleet
  /** Nano-dollars. */
  monthlyLimit: number | undefined
  script: Script
  /** Return false to lose a message on its way. */
  delivers: (delivery: Delivery) => boolean = () => true
  #due: { at: number; delivery: Delivery }[] = []
  #runs: Runs

  constructor({
    script = () => answered('a text of some words'),
    fleet = {},
  }: { script?: Script; fleet?: Partial<Fleet> } = {}) {
    this.script = script
    this.fleet = aFleet(fleet)
    this.#runs = new Runs(this.store, this.clock)
  }

  async start(request: Partial<StartRunRequest> = {}): Promise<Run> {
    const asked = { recipe: aRecipe(), count: 10, seed: 's', endpoint: 'offline', origin: 'api', ...request } as const
    return (await startRun(asked, { store: this.store, ticks: this.ticks, clock: this.clock })).run
  }

  /** Delivers until nothing is under way, or the clock passes `until`. */
  async settle({ until = Number.POSITIVE_INFINITY, messages = 10_000 } = {}): Promise<void> {
    for (let n = 0; n < messages; n += 1) {
      this.#due.sort((a, b) => a.at - b.at)
      const next = this.#due[0]
      if (next === undefined || next.at > until) return
      this.#due.shift()
      this.now = Math.max(this.now, next.at) + 10
      if (this.delivers(next.delivery)) await this.deliver(next.delivery)
    }
    throw new Error(`no rest after ${messages} messages`)
  }

  async deliver(delivery: Delivery): Promise<void> {
    switch (delivery.to) {
      case 'samples':
        await generate(delivery.body, { left: () => 300_000 }, this.generateWorld())
        break
      case 'ticks':
        await plan(delivery.body, this.planWorld())
        break
      case 'blocks':
        await aggregate(delivery.body, { store: this.store, memoryMegabytes: 512, report: false })
    }
  }

  /** What the schedule does every five minutes. */
  async sweep(): Promise<void> {
    await sweep(this.planWorld())
  }

  planWorld(): PlanWorld {
    return { ...this.ports(), fleet: this.fleet, monthlyLimit: this.monthlyLimit }
  }

  generateWorld() {
    const patience = { unreachable: 60, unknown: 120, throttled: 600 }
    return { ...this.ports(), model: this.model(), start: this.fleet.start, patience }
  }

  /** Nothing that is under way arrives any more, and a worker that remembers nothing takes over. */
  crash(): void {
    this.#due = []
    this.#runs = new Runs(this.store, this.clock)
  }

  async samplesOf(run: Run): Promise<SampleObject[]> {
    const { objects } = await this.store.list(`runs/${run.id}/samples/`)
    return Promise.all(objects.map(async ({ key }) => fromBytes<SampleObject>((await this.store.read(key))!.body)))
  }

  async endsOf(run: Run): Promise<Record<Ended['state'], number>> {
    const counts = { accepted: 0, rejected: 0, failed: 0 }
    for (const { state } of await this.samplesOf(run)) if (state in counts) counts[state as Ended['state']] += 1
    return counts
  }

  async published(run: Run): Promise<boolean> {
    const { objects } = await this.store.list(`datasets/${run.recipe.name}/`)
    return objects.some(({ key }) => key.endsWith('/manifest.json')) && !(await this.store.read(keys.active(run.id)))
  }

  ports() {
    const { store, clock, samples, ticks, blocks } = this
    return { store, clock, samples, ticks, blocks, runs: this.#runs }
  }

  model(): Model {
    return {
      complete: async (request) => {
        this.calls.push(request)
        return this.script(request, this.calls.length)
      },
    }
  }

  #queue<Message>(to: Delivery['to']): Queue<Message> {
    return {
      send: async (messages: readonly Outgoing<Message>[]) => {
        for (const { body, delaySeconds = 0 } of messages) {
          const delivery = { to, body: structuredClone(body) } as Delivery
          this.#due.push({ at: this.now + delaySeconds * 1_000, delivery })
        }
      },
    }
  }
}
