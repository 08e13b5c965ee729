import { keys } from '../../shared/run/keys.ts'
import type { SpecMessage } from '../../shared/run/message.ts'
import type { Progress } from '../../shared/run/progress.ts'
import type { Run } from '../../shared/run/run.ts'
import { hasEnded } from '../../shared/sample/record.ts'
import { must } from '../simulation/picture.ts'
import type { Task } from './invocation.ts'
import { releasedIn, type Scene, sceneOf } from './laws.ts'
import type { Known, State } from './state.ts'
import type { Step, Steps } from './steps.ts'

/** Looks at a run in which nothing goes wrong any more, at most. */
const MOST_LOOKS = 40

/**
 * Whatever was under way is lost, messages and invocations alike, and from now on nothing goes wrong: the sweep finds the
 * run, and it closes. What is known to close is remembered.
 */
export class Calm {
  readonly #known: Known
  readonly #steps: Steps
  readonly #run: Run
  /** By what is in the store, and when. */
  readonly #closes = new Set<string>()

  constructor(known: Known, steps: Steps, run: Run) {
    this.#known = known
    this.#steps = steps
    this.#run = run
  }

  /** Throws `Violation` where it does not. */
  async check(from: State): Promise<void> {
    const passed: string[] = []
    let state: State = { ...from, running: [], sent: this.#known.alsoSent(0, []) }
    for (let looks = 0; ; looks += 1) {
      const key = `${state.objects} ${state.now}`
      if (this.#closes.has(key)) break
      passed.push(key)
      const scene = this.#scene(state)
      if (isOver(scene)) break
      must(looks < MOST_LOOKS, () => `the run is ${scene.log.at(-1)?.status.is} after ${MOST_LOOKS} calm looks`)
      state = await this.#look(state, scene)
    }
    for (const key of passed) this.#closes.add(key)
  }

  #scene({ objects }: State): Scene {
    return sceneOf(this.#known.contents, this.#known.contents.of(objects), this.#run)
  }

  /** A tick, and every message that it brings; time passes where it brings none. */
  async #look(before: State, { log }: Scene): Promise<State> {
    const { contents } = this.#known
    let state = before
    if (log.at(-1)?.status.is === 'paused') state = await this.#whole(state, { does: 'resume' })
    const objects = contents.of(state.objects)
    const stored = objects.get(keys.progress(this.#run.id))
    const tick = stored === undefined ? 0 : (JSON.parse(contents.text(stored)) as Progress).tick
    state = await this.#whole({ ...state, sent: this.#known.alsoSent(0, []) }, { does: 'plan', tick })
    let quiet = true
    for (const body of this.#known.bodies(state)) {
      const message = JSON.parse(body) as SpecMessage
      if (message.attempt === undefined) continue
      state = await this.#whole(state, { does: 'generate', message })
      quiet = false
    }
    return quiet ? { ...state, now: state.now + 1 } : state
  }

  /** An invocation from its beginning to its end, everything going well. */
  async #whole(before: State, task: Task): Promise<State> {
    // A number that nobody else of that task has, and that does not depend on how one came here.
    const { log } = this.#scene(before)
    let state = await first(this.#steps.begin(before, task, 100 + log.length))
    while (state.running.length > 0) state = await first(this.#steps.from(state))
    return state
  }
}

/** Of several ways to go on, the one in which nothing goes wrong comes first. */
async function first(steps: AsyncGenerator<Step>): Promise<State> {
  for await (const { state } of steps) return state
  throw new Error('an invocation under way has no next step')
}

const isOver = ({ log, samples }: Scene): boolean =>
  log.at(-1)?.status.is === 'closed' && samples.length === releasedIn(log) && samples.every(hasEnded)
