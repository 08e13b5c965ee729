import { randomUUID } from 'node:crypto'
import { createWriteStream, type WriteStream } from 'node:fs'
import { type FunctionWorker, startProcess, startThread } from './function-worker.ts'
import type { Bundle, Invoked } from './invocation.ts'

export interface LocalFunctionOptions extends Bundle {
  environment: Record<string, string>
  timeoutSeconds: number
  /** Workers, each a thread that runs invocations side by side. */
  workers: number
  /** As Lambda does: a process for each worker, which runs one invocation at a time while there are enough of them. */
  isolated?: boolean
  logFile: string
  /** Told when a worker dies of an error, which a handler that throws is not. */
  onCrash?: (message: string) => void
}

export type InvocationFailure = 'threw' | 'timed-out' | 'crashed'

/** An invocation brought no answer. The message is the function's, or says what became of it. */
export class InvocationError extends Error {
  override readonly name = 'InvocationError'
  readonly failure: InvocationFailure
  constructor(failure: InvocationFailure, message: string) {
    super(message)
    this.failure = failure
  }
}

interface Pending {
  resolve(answer: unknown): void
  reject(error: InvocationError): void
  timer: NodeJS.Timeout
}

interface Held {
  worker: FunctionWorker
  pending: Map<string, Pending>
  /** It has let an invocation time out: it gets no more, and is ended when the others are done. */
  retired: boolean
}

/**
 * A function's deployed bundle, invoked as Lambda would: its own environment, a deadline, an answer that has gone through JSON.
 * Unlike Lambda, invocations share a worker, as they do on Lambda Managed Instances, unless it is isolated.
 * Workers are started when they are first needed, and again when they die.
 */
export class LocalFunction {
  readonly #options: LocalFunctionOptions
  readonly #log: WriteStream
  #held: Held[] = []
  #turn = 0
  #isClosed = false

  constructor(options: LocalFunctionOptions) {
    this.#options = options
    this.#log = createWriteStream(options.logFile, { flags: 'a' })
    // Every worker writes to it, twice.
    this.#log.setMaxListeners(0)
  }

  get name(): string {
    return this.#options.name
  }

  /** Rejects with an `InvocationError`. */
  async invoke(event: unknown): Promise<unknown> {
    if (this.#isClosed) throw crashed(this.name, 'it is closed')
    const held = this.#worker()
    const id = randomUUID()
    const milliseconds = this.#options.timeoutSeconds * 1_000
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#timedOut(held, id), milliseconds)
      held.pending.set(id, { resolve, reject, timer })
      held.worker.send({ id, event: JSON.stringify(event), deadline: Date.now() + milliseconds })
    })
  }

  /** The processes of isolated workers. */
  get pids(): number[] {
    return this.#held.flatMap(({ worker }) => worker.pid ?? [])
  }

  /** Starts a worker, so that the first invocation does not wait for it. */
  warm(): void {
    this.#worker()
  }

  /** Invocations under way fail as crashed. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all(this.#held.map(({ worker }) => worker.end()))
    await new Promise<void>((resolve) => this.#log.end(resolve))
  }

  #worker(): Held {
    const open = this.#held.filter(({ retired }) => !retired)
    const idle = this.#options.isolated ? open.find(({ pending }) => pending.size === 0) : undefined
    if (idle) return idle
    if (open.length < this.#options.workers) return this.#start()
    this.#turn = (this.#turn + 1) % open.length
    return open[this.#turn]!
  }

  #start(): Held {
    const { environment, file, handler, name, memoryMb, region, isolated } = this.#options
    let died = 'its worker ended'
    const start = isolated ? startProcess : startThread
    const worker = start({
      bundle: { file, handler, name, memoryMb, region },
      environment,
      log: this.#log,
      onAnswer: (invoked) => this.#answered(held, invoked),
      onError: (error) => {
        died = error instanceof Error ? error.message : String(error)
        this.#log.write(`${error instanceof Error ? error.stack : error}\n`)
        this.#options.onCrash?.(`${name} crashed: ${died}`)
      },
      onExit: () => {
        this.#held = this.#held.filter((other) => other !== held)
        for (const id of [...held.pending.keys()]) this.#settle(held, id)?.reject(crashed(name, died))
      },
    })
    const held: Held = { worker, pending: new Map(), retired: false }
    this.#held.push(held)
    return held
  }

  #answered(held: Held, invoked: Invoked): void {
    const pending = this.#settle(held, invoked.id)
    if ('answer' in invoked) pending?.resolve(JSON.parse(invoked.answer))
    else pending?.reject(new InvocationError('threw', invoked.error))
  }

  #timedOut(held: Held, id: string): void {
    const { name, timeoutSeconds } = this.#options
    this.#log.write(`${id} Task timed out after ${timeoutSeconds} seconds\n`)
    held.retired = true
    this.#settle(held, id)?.reject(
      new InvocationError('timed-out', `${name} gave no answer within ${timeoutSeconds} seconds`),
    )
  }

  /** Takes the invocation off the list. An answer that comes too late finds nothing. */
  #settle(held: Held, id: string): Pending | undefined {
    const pending = held.pending.get(id)
    clearTimeout(pending?.timer)
    held.pending.delete(id)
    if (held.retired && held.pending.size === 0) void held.worker.end()
    return pending
  }
}

const crashed = (name: string, why: string): InvocationError =>
  new InvocationError('crashed', `${name} crashed: ${why}`)
