import { Chance } from '../simulation/chance.ts'
import { Faults, faultNames, type Rates } from '../simulation/faults.ts'
import { History } from '../simulation/history.ts'
import type { Invocation } from '../simulation/lambda.ts'
import { Scheduler } from '../simulation/scheduler.ts'
import { type Cloud, CrashPoints, Worker } from '../simulation/worker.ts'

/** The cloud of the simulation on a day without any fault, and one process in it. */
export function aCalmCloud(): {
  cloud: Cloud
  worker: Worker
  invocation: Invocation
  done<T>(promise: Promise<T>): Promise<T>
} {
  const scheduler = new Scheduler(1_800_000_000_000)
  const chance = new Chance(1)
  const rates = Object.fromEntries(faultNames.map((fault) => [fault, 0])) as Rates
  const history = new History(false, () => scheduler.now)
  const faults = new Faults(rates, chance)
  const cloud: Cloud = { crashes: new CrashPoints(), scheduler, chance, faults, history, latency: 5 }
  const worker = new Worker('somebody', 0, cloud)
  const invocation = { worker } as Invocation
  return {
    cloud,
    worker,
    invocation,
    async done(promise) {
      let isDone = false
      const end = () => {
        isDone = true
      }
      promise.then(end, end)
      await scheduler.settle()
      while (!isDone && (await scheduler.step())) await scheduler.settle()
      return promise
    },
  }
}
