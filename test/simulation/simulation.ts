import { aggregate } from '../../shared/dataset/aggregate.ts'
import { NotReady } from '../../shared/dataset/not-ready.ts'
import { cancelRun, resumeRun } from '../../shared/run/control.ts'
import type { Fleet } from '../../shared/run/decide.ts'
import { RunError } from '../../shared/run/errors.ts'
import { generate } from '../../shared/run/generate.ts'
import { BLOCK_SIZE, keys } from '../../shared/run/keys.ts'
import type { AggregateMessage, SpecMessage, TickMessage } from '../../shared/run/message.ts'
import { type PlanWorld, plan, sweep } from '../../shared/run/plan.ts'
import { type RunControl, startRun } from '../../shared/run/start.ts'
import { Auditor } from './auditor.ts'
import { Chance } from './chance.ts'
import { Faults, ServiceTrouble } from './faults.ts'
import { History } from './history.ts'
import { connect, type Invocation, SimulatedFunction } from './lambda.ts'
import { poisoned, SimulatedModel } from './model.ts'
import { released, Violation } from './picture.ts'
import { Processes } from './processes.ts'
import { SimulatedS3 } from './s3.ts'
import type { Scenario } from './scenario.ts'
import { Scheduler } from './scheduler.ts'
import { SimulatedQueue } from './sqs.ts'
import { type Cloud, CrashPoints, type Worker } from './worker.ts'

const BEGIN = 1_800_000_000_000
const SWEEP_SECONDS = 300

/** The whole stack around one run, every service simulated, nothing else left out. */
export class Simulation {
  readonly scenario: Scenario
  readonly cloud: Cloud
  readonly s3: SimulatedS3
  readonly auditor: Auditor
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
    this.auditor = new Auditor(scenario.request.id, () => scheduler.now)
    this.s3.watch = this.#guarded(this.auditor.watch)
    this.#model = new SimulatedModel(
      {
        calls: this.#guarded((...call) => this.auditor.calls(...call)),
        answers: this.#guarded((...answer) => this.auditor.answers(...answer)),
        bills: this.#guarded((...bill) => this.auditor.bills(...bill)),
      },
      this.cloud,
    )
    const queue = (name: string, visibilitySeconds: number) =>
      ({ name, visibilitySeconds, maxReceiveCount: 5, retentionSeconds: 14 * 86_400 }) as const
    this.samples = new SimulatedQueue(queue('samples', scenario.visibilitySeconds), this.cloud)
    this.ticks = new SimulatedQueue(queue('ticks', 720), this.cloud)
    this.blocks = new SimulatedQueue(queue('blocks', 1_800), this.cloud)
    this.samples.onTake = (message) => this.auditor.takes(message)
    this.#functions = {
      api: this.#function('api', 29, 1),
      generate: this.#function('generate', scenario.timeoutSeconds, scenario.sideBySide),
      plan: this.#function('plan', 120, 1),
      aggregate: this.#function('aggregate', 300, 1),
    }
    this.#connect()
  }

  /** A person asks; `onEnd` hears whether it went well. */
  ask(what: 'start' | 'cancel' | 'resume', onEnd: (ok: boolean) => void = () => {}): void {
    const { request } = this.scenario
    this.#functions.api.invoke(async (worker, invocation) => {
      const world: RunControl = {
        store: this.s3.port(worker, invocation),
        ticks: this.ticks.port(worker),
        clock: worker.clock,
      }
      this.cloud.history.tell(worker.name, () => `is asked to ${what}`)
      if (what === 'start') await startRun(request, world)
      else if (what === 'cancel') await cancelRun(request.id, world)
      else await resumeRun(request.id, world)
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
  tickTwice(): void {
    const stored = this.s3.objects.get(keys.progress(this.scenario.request.id))
    const tick = stored ? (JSON.parse(Buffer.from(stored.body).toString()) as { tick: number }).tick : 0
    for (let k = 0; k < 2; k += 1) this.ticks.drop({ run: this.scenario.request.id, tick })
  }

  /** Before its time, or once more. */
  compileEarly(n: number): void {
    const blocks = Math.ceil(released(this.auditor.picture) / BLOCK_SIZE)
    this.blocks.drop({ do: 'publish', run: this.scenario.request.id, n, blocks })
  }

  get isDone(): boolean {
    const { id } = this.scenario.request
    return this.auditor.picture.published && !this.s3.objects.has(keys.active(id))
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
        this.#model.prices = this.auditor.picture.run?.prices ?? {}
        const world = {
          store: this.s3.port(worker, invocation),
          samples: this.samples.port(worker),
          runs: this.#processes.runs(worker, invocation),
          model: message.i === poison ? poisoned(worker) : this.#model.port(worker, invocation),
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
      this.auditor.onClose = (n) => {
        for (let k = 0; k < 2; k += 1) this.compileEarly(n)
      }
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
    }
  }

  #function(name: string, timeoutSeconds: number, sideBySide: number): SimulatedFunction {
    const made = new SimulatedFunction(
      { name, timeoutSeconds, sideBySide },
      (worker) => this.#processes.start(worker),
      this.cloud,
    )
    made.onThrow = (error) => this.#judge(error)
    made.onSettled = this.#guarded((invocation) => this.auditor.settles(invocation))
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
