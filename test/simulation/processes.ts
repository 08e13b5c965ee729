import { Runs } from '../../shared/run/runs.ts'
import type { Invocation } from './lambda.ts'
import type { SimulatedS3 } from './s3.ts'
import { type Cloud, Worker } from './worker.ts'

export interface ProcessesOptions {
  cloud: Cloud
  s3: SimulatedS3
  /** Milliseconds that their clocks are wrong at most. */
  skew: number
  /** On one machine every start has an id of its own. */
  place: 'cloud' | 'one machine'
}

/** Every process that lives, and what it remembers from one invocation to the next. */
export class Processes {
  readonly #options: ProcessesOptions
  readonly #living = new Set<Worker>()
  readonly #runs = new WeakMap<Worker, Runs>()
  readonly #starts = new WeakMap<Worker, string>()
  #started = 1

  constructor(options: ProcessesOptions) {
    this.#options = options
  }

  start(name: string): Worker {
    const { cloud, skew, place } = this.#options
    const worker = new Worker(name, cloud.chance.whole(-skew, skew), cloud)
    if (place === 'one machine') this.#starts.set(worker, `start-${this.#started}`)
    this.#living.add(worker)
    return worker
  }

  startOf(worker: Worker): string | undefined {
    return this.#starts.get(worker)
  }

  /** Of the process, which its first invocation makes and the others share. */
  runs(worker: Worker, invocation: Invocation): Runs {
    let runs = this.#runs.get(worker)
    if (runs === undefined) {
      runs = new Runs(this.#options.s3.port(worker, invocation), worker.clock)
      this.#runs.set(worker, runs)
    }
    return runs
  }

  /** The machine loses power and comes back. */
  restart(): void {
    for (const worker of [...this.#living]) worker.kill('the machine loses power')
    this.#started += 1
  }

  /** Something goes on in some of them, zombies included. */
  get areWorking(): boolean {
    for (const worker of this.#living) if (!worker.dead && worker.running > 0) return true
    return false
  }

  /** One computes and asks for nothing: it will go on by itself. */
  get areComputing(): boolean {
    for (const worker of this.#living) {
      if (worker.dead) this.#living.delete(worker)
      else if (worker.running > 0 && worker.pending === 0) return true
    }
    return false
  }
}
