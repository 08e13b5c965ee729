import { Chance, withSeededChance } from './chance.ts'
import { checkEnd, checkRecompiled, checkReplay } from './end.ts'
import type { Fault } from './faults.ts'
import { live } from './life.ts'
import { closing } from './picture.ts'
import { type Scenario, scenarioOf } from './scenario.ts'
import { Simulation } from './simulation.ts'
import type { CrashPoints } from './worker.ts'

export interface Outcome {
  seed: number
  scenario: Scenario
  /** What must never be so and was. */
  violation: Error | undefined
  faults: Record<Fault, number>
  steps: number
  /** From its start until nothing of it was under way. */
  simulatedSeconds: number
  /** From the last fault until it was published. */
  closedAfterSeconds: number
  /** Why it closed. */
  closed: string
  history: readonly string[]
}

export interface Conditions {
  keepsHistory?: boolean
  /** Unless given, what the seed draws. */
  scenario?: Scenario
  crashes?: CrashPoints
}

/** One run of a seed, from its start until long after its end. */
export function tryout(seed: number, conditions: Conditions = {}): Promise<Outcome> {
  return withSeededChance(seed, async () => {
    const { scenario = scenarioOf(new Chance(seed)), ...how } = conditions
    const simulation = new Simulation(scenario, seed, how)
    const { scheduler, faults, history } = simulation.cloud
    const begin = scheduler.now
    let violation: Error | undefined
    let ended = begin
    let closedAfterSeconds = 0
    try {
      closedAfterSeconds = (await live(simulation)).closedAfterSeconds
      ended = scheduler.now
      await checkEnd(simulation)
      await checkReplay(simulation)
      await checkRecompiled(simulation)
    } catch (error) {
      violation = error instanceof Error ? error : new Error(String(error))
      history.tell('VIOLATION', () => violation!.message)
    }
    const close = closing(simulation.auditors[0]!.picture)?.decision
    return {
      seed,
      scenario,
      violation,
      faults: faults.counts,
      steps: scheduler.steps,
      closedAfterSeconds,
      simulatedSeconds: (ended - begin) / 1_000,
      closed: close?.kind === 'close' ? close.reason : 'not closed',
      history: history.lines,
    }
  })
}
