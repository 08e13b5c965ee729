import { aggregate } from '../../shared/dataset/aggregate.ts'
import { NotReady } from '../../shared/dataset/not-ready.ts'
import { cancelRun, pauseRun, redriveRun, resumeRun } from '../../shared/run/control.ts'
import type { Fleet } from '../../shared/run/decide.ts'
import { RunError } from '../../shared/run/errors.ts'
import { generate } from '../../shared/run/generate.ts'
import { BLOCK_SIZE, keys, versionOf } from '../../shared/run/keys.ts'
import type { AggregateMessage, SpecMessage, TickMessage } from '../../shared/run/message.ts'
import { type PlanWorld, plan, sweep } from '../../shared/run/plan.ts'
import { type RunControl, startRun } from '../../shared/run/start.ts'
import { Auditor } from './auditor.ts'
import { Chance } from './chance.ts'
import { Faults, ServiceTrouble } from './faults.ts'
import { History } from './history.ts'
import { connect, type Invocation, SimulatedFunction } from './lambda.ts'
import { checkMonth } from './law-of-money.ts'
import { type Books, poisoned, SimulatedModel } from './model.ts'
import { asked, closing, released, Violation } from './picture.ts'
import { Processes } from './processes.ts'
import { SimulatedS3 } from './s3.ts'
import type { Request, Scenario } from './scenario.ts'
import { Scheduler } from './scheduler.ts'
import { SimulatedQueue } from './sqs.ts'
import { type Cloud, CrashPoints, type Worker } from './worker.ts'

const BEGIN = 1_800_000_000_000
const SWEEP_SECONDS = 300

export type Wish = 'start' | 'start again, dearer' | 'cancel' | 'pause' | 'resume' | 'redrive' | 'redrive rejected'

/** The whole stack around some runs, every service simulated, nothing else left out. */
export class Simulation {
  readonly scenario: Scenario
  readonly cloud: Cloud
  readonly s3: SimulatedS3
  /** Of each run, in the order of the requests. */
  readonly auditors: readonly Auditor[]
  /** Nano-dollars; nobody is held to it once it is taken away. */
  monthlyLimit: number | undefined
  readonly samples: SimulatedQueue<SpecMessage>
  readonly ticks: SimulatedQueue<TickMessage>
  readonly blocks: SimulatedQueue<AggregateMessage>
  /** What went wrong first. */
  violation: Error | undefined
  readonly #model: SimulatedModel
  readonly #functions: Record<'api' | 'generate' | 'plan' | 'aggregate', SimulatedFunction>
  readonly #processes: Processes

  constructor(scenario: Scenario, seed: number, { keepsHistory = false, crashes = new CrashPoints() } = {}) {
    this.scenario = scenario
    const scheduler = new Scheduler(BEGIN)
    const chance = new Chance(seed * 7 + 3)
    const faults = new Faults(scenario.rates, chance)
    const history = new History(keepsHistory, () => scheduler.now)
    this.cloud = { crashes, scheduler, chance, faults, history, latency: scenario.latency }
    scheduler.busy = () => this.#processes.areComputing
    this.s3 = new SimulatedS3(this.cloud, {
      pageSize: scenario.pageSize,
      aheadMilliseconds: chance.whole(-5_000, 5_000),
    })
    const { skew, place } = scenario
    this.#processes = new Processes({ cloud: this.cloud, s3: this.s3, skew, place })
    this.monthlyLimit = scenario.monthlyLimit
    this.auditors = scenario.requests.map(({ id }) => new Auditor(id, () => scheduler.now))
    this.s3.watch = this.#guarded((...write) => {
      for (const { watch } of this.auditors) watch(...write)
    })
    this.#model = new SimulatedModel(this.cloud)
    const queue = (name: string, visibilitySeconds: number) =>
      ({ name, visibilitySeconds, maxReceiveCount: 5, retentionSeconds: 14 * 86_400 }) as const
    this.samples = new SimulatedQueue(queue('samples', scenario.visibilitySeconds), this.cloud)
    this.ticks = new SimulatedQueue(queue('ticks', 720), this.cloud)
    this.blocks = new SimulatedQueue(queue('blocks', 1_800), this.cloud)
    this.samples.onTake = (message) => this.auditorOf(message.run).takes(message)
    this.#functions = {
      api: this.#function('api', 29, 1),
      generate: this.#function('generate', scenario.timeoutSeconds, scenario.sideBySide),
      plan: this.#function('plan', 120, 1),
      aggregate: this.#function('aggregate', 300, 1),
    }
    this.#connect()
  }

  auditorOf(run: string): Auditor {
    return this.auditors[this.scenario.requests.findIndex(({ id }) => id === run)]!
  }

  /** A person asks something of run number `run`; `onEnd` hears whether it went well. */
  ask(what: Wish, run: number, onEnd: (ok: boolean) => void = () => {}): void {
    const request = this.scenario.requests[run]!
    this.#functions.api.invoke(async (worker, invocation) => {
      const world: RunControl = {
        store: this.s3.port(worker, invocation),
        ticks: this.ticks.port(worker),
        clock: worker.clock,
        limits: { monthly: this.monthlyLimit },
      }
      this.cloud.history.tell(worker.name, () => `is asked to ${what} ${request.id}`)
      await grant(what, request, world)
    }, onEnd)
  }

  sweep(): void {
    this.#functions.plan.invoke(
      async (worker, invocation) => sweep(this.#planWorld(worker, invocation)),
      () => {},
    )
  }

  sweepFromNowOn(): void {
    this.cloud.scheduler.after(SWEEP_SECONDS * 1_000, () => {
      this.sweep()
      this.sweepFromNowOn()
    })
  }

  /** The machine loses power and comes back. */
  restart(): void {
    this.#processes.restart()
  }

  /** A tick beside the one that is on its way. */
  tickTwice(number: number): void {
    const run = this.scenario.requests[number]!.id
    const stored = this.s3.objects.get(keys.progress(run))
    const tick = stored ? (JSON.parse(Buffer.from(stored.body).toString()) as { tick: number }).tick : 0
    for (let k = 0; k < 2; k += 1) this.ticks.drop({ run, tick })
  }

  /** Before its time, or once more. */
  compileEarly(number: number, n: number): void {
    const { picture } = this.auditors[number]!
    // Rounds that nobody began are known to plan alone, and so is which blocks are compacted anew after a redrive.
    const isKnown = asked(picture).every((i) => picture.specs.has(i))
    if (!isKnown || picture.log.some(({ decision }) => decision.kind === 'reopen')) return
    const blocks = Math.ceil(released(picture) / BLOCK_SIZE)
    this.blocks.drop({ do: 'publish', run: this.scenario.requests[number]!.id, n, blocks })
  }

  /** Every run is closed and published, and nobody looks after it any more. */
  get isDone(): boolean {
    return this.scenario.requests.every(({ id }, k) => {
      const { picture } = this.auditors[k]!
      const close = closing(picture)
      return close && picture.published === versionOf(id, close.n) && !this.s3.objects.has(keys.active(id))
    })
  }

  /** Messages that anybody may still receive. */
  get underWay(): number {
    return this.samples.messages.length + this.ticks.messages.length + this.blocks.messages.length
  }

  #connect(): void {
    const { concurrency, poison, patienceSeconds } = this.scenario
    const { cloud } = this
    const patience = {
      unreachable: patienceSeconds,
      unknown: 4 * patienceSeconds,
      throttled: Math.max(900, 4 * patienceSeconds),
    }
    connect(
      this.samples,
      this.#functions.generate,
      concurrency,
      (message, worker, invocation, deadline) => {
        const auditor = this.auditorOf(message.run)
        const account = { books: this.#books(auditor), prices: auditor.picture.run?.prices ?? {} }
        const world = {
          store: this.s3.port(worker, invocation),
          samples: this.samples.port(worker),
          runs: this.#processes.runs(worker, invocation),
          model: message.i === poison ? poisoned(worker) : this.#model.port(worker, invocation, account),
          clock: worker.clock,
          start: this.#processes.startOf(worker),
          patience,
        }
        return generate(message, deadline, world)
      },
      cloud,
    )
    connect(
      this.ticks,
      this.#functions.plan,
      10,
      (message, worker, invocation) => plan(message, this.#planWorld(worker, invocation)),
      cloud,
    )
    connect(
      this.blocks,
      this.#functions.aggregate,
      Math.max(2, Math.min(concurrency, 20)),
      (message, worker, invocation) => {
        return aggregate(message, { store: this.s3.port(worker, invocation), memoryMegabytes: 512, report: false })
      },
      cloud,
    )
    if (this.scenario.actions.some(({ kind }) => kind === 'compile early')) {
      for (const [number, auditor] of this.auditors.entries()) {
        auditor.onClose = (n) => {
          for (let k = 0; k < 2; k += 1) this.compileEarly(number, n)
        }
      }
    }
    for (const auditor of this.auditors) {
      auditor.onPromise = () => {
        checkMonth(
          this.auditors.map(({ picture }) => picture),
          this.monthlyLimit,
        )
      }
    }
  }

  #books(auditor: Auditor): Books {
    return {
      calls: this.#guarded((...call) => auditor.calls(...call)),
      answers: this.#guarded((...answer) => auditor.answers(...answer)),
      bills: this.#guarded((...bill) => auditor.bills(...bill)),
    }
  }

  #planWorld(worker: Worker, invocation: Invocation): PlanWorld {
    const { concurrency, timeoutSeconds, visibilitySeconds, longestTickSeconds } = this.scenario
    const fleet: Fleet = {
      concurrency,
      generateTimeoutSeconds: timeoutSeconds,
      visibilitySeconds,
      longestTickSeconds,
      start: this.#processes.startOf(worker),
    }
    return {
      store: this.s3.port(worker, invocation),
      samples: this.samples.port(worker),
      ticks: this.ticks.port(worker),
      blocks: this.blocks.port(worker),
      runs: this.#processes.runs(worker, invocation),
      clock: worker.clock,
      fleet,
      monthlyLimit: this.monthlyLimit,
    }
  }

  #function(name: string, timeoutSeconds: number, sideBySide: number): SimulatedFunction {
    const made = new SimulatedFunction(
      { name, timeoutSeconds, sideBySide },
      (worker) => this.#processes.start(worker),
      this.cloud,
    )
    made.onThrow = (error) => this.#judge(error)
    made.onSettled = this.#guarded((invocation) => {
      for (const auditor of this.auditors) auditor.settles(invocation)
    })
    return made
  }

  /** Nothing is thrown but for what services do, and for what must be there first. */
  #judge(error: unknown): void {
    const isExpected = error instanceof ServiceTrouble || error instanceof NotReady || error instanceof RunError
    if (!isExpected) this.#violated(error)
  }

  #violated(error: unknown): void {
    this.violation ??= error instanceof Error ? error : new Error(String(error))
  }

  #guarded<Arguments extends unknown[]>(check: (...args: Arguments) => void): (...args: Arguments) => void {
    return (...args) => {
      try {
        check(...args)
      } catch (error) {
        this.#violated(error)
        if (!(error instanceof Violation)) throw error
      }
    }
  }

  /** Processes in which something still goes on, zombies included. */
  get alive(): boolean {
    return this.#processes.areWorking || this.underWay > 0
  }
}

async function grant(what: Wish, request: Request, world: RunControl): Promise<void> {
  const { id } = request
  switch (what) {
    case 'start':
      await startRun(request, world)
      return
    case 'start again, dearer':
      await startRun(dearer(request), world)
      return
    case 'cancel':
      return cancelRun(id, world)
    case 'pause':
      return pauseRun(id, world)
    case 'resume':
      return resumeRun(id, world)
    case 'redrive':
    case 'redrive rejected':
      return redriveRun(id, { rejected: what === 'redrive rejected' }, world)
  }
}

/** As asked by a version of fabula that has other prices: what was written when the run was started stays. */
function dearer({ budget: _, ...request }: Request): Request {
  const { recipe } = request
  const price = { input: 300, cachedInput: 300, output: 900 }
  return { ...request, recipe: { ...recipe, model: { ...recipe.model, price } } }
}
