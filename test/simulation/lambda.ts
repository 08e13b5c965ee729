import type { Deadline } from '../../shared/ports/clock.ts'
import type { Message, SimulatedQueue } from './sqs.ts'
import type { Cloud, Worker } from './worker.ts'

/** One invocation of a function, as those see it who keep the books. */
export interface Invocation {
  id: number
  of: string
  worker: Worker
  /** Simulated milliseconds. */
  beganAt: number
  /** When it is ended. */
  endsAt: number
  /** Milliseconds at which the code last asked how much time is left. */
  askedTimeAt: number
  /** It ended by itself. */
  settled: boolean
  /** Anything that its samples need not be exact after: it threw. */
  threw: boolean
}

export type Work = (worker: Worker, invocation: Invocation, deadline: Deadline) => Promise<unknown>

export interface FunctionOptions {
  name: string
  timeoutSeconds: number
  /** Invocations of one process side by side: 1 in Lambda, more in Lambda Managed Instances and on one machine. */
  sideBySide: number
}

/** A function: its processes, warm ones used again, each invocation ended at its deadline. */
export class SimulatedFunction {
  readonly options: FunctionOptions
  readonly #cloud: Cloud
  readonly #start: (name: string) => Worker
  readonly #warm: Worker[] = []
  readonly #invocations = new Set<{ invocation: Invocation; onEnd: (ok: boolean) => void }>()
  #made = 0
  #workers = 0

  constructor(options: FunctionOptions, start: (name: string) => Worker, cloud: Cloud) {
    this.options = options
    this.#start = start
    this.#cloud = cloud
  }

  /** `onEnd` is told when it is over as far as the service knows: `false` if it threw, was killed or timed out. */
  invoke(work: Work, onEnd: (ok: boolean) => void): void {
    const { scheduler, history } = this.#cloud
    const worker = this.#worker()
    const endsAt = scheduler.now + this.options.timeoutSeconds * 1_000
    this.#made += 1
    const invocation: Invocation = {
      ...{ id: this.#made, of: this.options.name, worker, beganAt: scheduler.now, endsAt, askedTimeAt: -1 },
      ...{ settled: false, threw: false },
    }
    const entry = { invocation, onEnd }
    this.#invocations.add(entry)
    worker.running += 1
    const left = () => {
      invocation.askedTimeAt = scheduler.now
      return endsAt - scheduler.now
    }
    const settled = (outcome: string, threw: boolean) => {
      worker.running -= 1
      if (worker.dead) return
      invocation.settled = true
      invocation.threw = threw
      this.onSettled(invocation)
      history.tell(worker.name, () => outcome)
      if (this.#invocations.delete(entry)) onEnd(!threw)
    }
    work(worker, invocation, { left }).then(
      (result) => settled(`ends: ${JSON.stringify(result) ?? 'done'}`, false),
      (error) => {
        if (!worker.dead) this.onThrow(error, invocation)
        settled(`throws ${error}`, true)
      },
    )
    scheduler.after(this.options.timeoutSeconds * 1_000, () => this.#timeOut(entry))
  }

  /** Every invocation that comes to its own end. */
  onSettled: (invocation: Invocation) => void = () => {}
  /** Everything that its invocations throw. */
  onThrow: (error: unknown, invocation: Invocation) => void = () => {}

  /** A machine that loses power. */
  killAll(why: string): void {
    for (const worker of [...this.#warm]) worker.kill(why)
  }

  #timeOut(entry: { invocation: Invocation; onEnd: (ok: boolean) => void }): void {
    if (!this.#invocations.has(entry)) return
    const { worker } = entry.invocation
    // What is frozen cannot be ended: it is given up, and goes on when it thaws.
    if (worker.frozen) this.#forget(worker)
    else worker.kill('its time is up')
  }

  #worker(): Worker {
    const { sideBySide, name } = this.options
    const warm = this.#warm.find((worker) => worker.running < sideBySide && !worker.frozen)
    if (warm) return warm
    this.#workers += 1
    const worker = this.#start(`${name}-${this.#workers}`)
    worker.onDeath = () => this.#forget(worker)
    this.#warm.push(worker)
    return worker
  }

  #forget(worker: Worker): void {
    const at = this.#warm.indexOf(worker)
    if (at >= 0) this.#warm.splice(at, 1)
    for (const entry of [...this.#invocations]) {
      if (entry.invocation.worker !== worker) continue
      this.#invocations.delete(entry)
      entry.onEnd(false)
    }
  }
}

/** Brings the messages of a queue to a function, one an invocation, so many at once at most. */
export function connect<Body>(
  queue: SimulatedQueue<Body>,
  to: SimulatedFunction,
  maxConcurrency: number,
  handle: (body: Body, ...work: Parameters<Work>) => Promise<unknown>,
  { faults, scheduler, history }: Cloud,
): void {
  let running = 0
  const poll = () => {
    while (running < maxConcurrency) {
      const message = queue.receive()
      if (message === undefined) return
      // Lambda had no room: the receipt counts all the same, and the message is hidden until its timeout.
      if (faults.strikes('delivery throttled')) {
        history.tell(queue.name, () => `no room for ${message.body}`)
        continue
      }
      deliver(message)
    }
  }
  const deliver = (message: Message) => {
    running += 1
    const work: Work = (worker, invocation, deadline) => {
      history.tell(worker.name, () => `begins (receipt ${message.received}) ${message.body}`)
      return handle(JSON.parse(message.body) as Body, worker, invocation, deadline)
    }
    to.invoke(work, (ok) => {
      running -= 1
      if (ok && !faults.strikes('delete of a message lost')) queue.delete(message)
      scheduler.after(0, poll)
    })
  }
  queue.onVisible = poll
}
