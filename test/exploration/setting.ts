import type { Fleet } from '../../shared/run/decide.ts'
import type { LogTail } from '../../shared/run/log.ts'
import { type PreparedRun, prepareRun, Runs } from '../../shared/run/runs.ts'
import { asked } from '../../shared/run/start.ts'
import { aRecipe } from '../recipe-builder.ts'

/** Milliseconds at which everything begins. */
const BEGIN = 1_800_000_000_000

/** Time passes in jumps so long that every timeout is over after one: of functions, of visibility, of patience. */
const JUMP = 10_000_000

/** Milliseconds since 1970 after so many jumps. */
export const timeOf = (jumps: number): number => BEGIN + jumps * JUMP

export const fleet: Fleet = {
  concurrency: 1,
  generateTimeoutSeconds: 300,
  visibilitySeconds: 1_800,
  longestTickSeconds: 10,
}

/** Milliseconds that an invocation has which began `began` jumps ago. */
export const timeLeft = (began: number, now: number): number =>
  fleet.generateTimeoutSeconds * 1_000 - (timeOf(now) - timeOf(began))

export const patience = { unreachable: 60, unknown: 900, throttled: 900 }

/** The run that is explored: `specs` specs of one stage with one try, and a budget of so many bounds. */
export function aSetting({ specs, bounds }: { specs: number; bounds: number }): PreparedRun {
  const recipe = aRecipe({ stages: { story: { prompt: 'Use {{ verb }}.', tries: 1, checks: [] } } })
  const { run } = asked(
    { id: 'run', recipe, count: specs, maxSpecs: specs, seed: 's', endpoint: 'offline', origin: 'api' },
    { now: () => BEGIN },
  )
  return prepareRun({ ...run, budget: bounds * run.bound })
}

/** What a worker knows of the run: run.json, which never changes, and the end of the log as it is when it asks. */
export class PreparedRuns extends Runs {
  readonly #prepared: PreparedRun
  readonly #tail: () => Promise<LogTail>

  constructor(prepared: PreparedRun, tail: () => Promise<LogTail>, ...ports: ConstructorParameters<typeof Runs>) {
    super(...ports)
    this.#prepared = prepared
    this.#tail = tail
  }

  override tail(): Promise<LogTail> {
    return this.#tail()
  }

  override async get(): Promise<PreparedRun> {
    return this.#prepared
  }
}
