import type { Key } from '../../shared/ports/store.ts'
import { keys } from '../../shared/run/keys.ts'
import type { SpecMessage, TickMessage } from '../../shared/run/message.ts'
import type { Progress } from '../../shared/run/progress.ts'
import type { PreparedRun } from '../../shared/run/runs.ts'
import { hasEnded, type SampleObject } from '../../shared/sample/record.ts'
import { type Effect, Effects } from './effects.ts'
import type { Task } from './invocation.ts'
import { checkCall } from './laws.ts'
import { gone } from './ledger.ts'
import type { Objects } from './objects.ts'
import type { Point } from './points.ts'
import type { Request } from './request.ts'
import type { Bounds, Known, State } from './state.ts'

export interface Step {
  label: string
  state: State
}

/** How somebody came to a point. */
interface Come {
  label: string
  /** What it wanted to write, and could not, just before. */
  missed: Key | undefined
}

/** Every step that may come next, of all who are under way and all that may begin. */
export class Steps {
  readonly #known: Known
  readonly #bounds: Bounds
  readonly #prepared: PreparedRun
  readonly #effects: Effects

  constructor(known: Known, bounds: Bounds, prepared: PreparedRun) {
    this.#known = known
    this.#bounds = bounds
    this.#prepared = prepared
    this.#effects = new Effects(known, bounds, prepared)
  }

  async *from(state: State): AsyncGenerator<Step> {
    for (const [k, number] of state.running.entries()) {
      if (k > 0 && state.running[k - 1] === number) continue
      const point = this.#known.points.point(number)
      yield* this.#ask(withoutPoint(state, point), point, point.name)
    }
    for (const task of this.#tasks(state)) {
      const begun = this.#known.begun.value(state.begun)
      const kind = JSON.stringify(task)
      const number = (begun[kind] ?? 0) + 1
      yield* this.begin({ ...state, begun: this.#known.beginnings({ ...begun, [kind]: number }) }, task, number)
    }
    if (state.now < this.#bounds.jumps) {
      yield { label: 'time passes: every timeout is over', state: { ...state, now: state.now + 1 } }
    }
  }

  /** It begins and asks its first question, before which nobody can tell that it is there. Also beyond the bounds. */
  async *begin(state: State, task: Task, number: number): AsyncGenerator<Step> {
    const point = await this.#known.points.begin({ task, number, began: state.now })
    const first = await this.#past(state, point)
    const label = `${point.name} begins`
    if (first.point.request === undefined) yield { label, state: first.state }
    else yield* this.#ask(first.state, first.point, label)
  }

  #tasks(state: State): Task[] {
    const { generates, plans, workers, planners, cancels, resumes, redrives } = this.#bounds
    const running = state.running.map((number) => this.#known.points.point(number).beginning.task.does)
    const begun = Object.entries(this.#known.begun.value(state.begun))
    const may = (does: Task['does'], most: number, side: number): boolean => {
      const times = begun.reduce(
        (sum, [task, count]) => sum + ((JSON.parse(task) as Task).does === does ? count : 0),
        0,
      )
      return times < most && running.filter((each) => each === does).length < side
    }
    const tasks: Task[] = []
    const objects = this.#known.contents.of(state.objects)
    const [mayGenerate, mayPlan] = [may('generate', generates, workers), may('plan', plans, planners)]
    for (const body of this.#known.bodies(state)) {
      const message = JSON.parse(body) as SpecMessage | TickMessage
      if ('attempt' in message) {
        if (mayGenerate && !this.#isPast(objects, message)) tasks.push({ does: 'generate', message })
      } else if (mayPlan && message.tick >= this.#tick(objects)) tasks.push({ does: 'plan', tick: message.tick })
    }
    if (may('cancel', cancels, 1)) tasks.push({ does: 'cancel' })
    if (may('resume', resumes, 1)) tasks.push({ does: 'resume' })
    if (may('redrive', redrives, 1)) tasks.push({ does: 'redrive' })
    return tasks
  }

  /** An attempt that is over, or a spec: whoever begins now finds it so, and leaves. */
  #isPast(objects: Objects, { run, i, attempt, why }: SpecMessage): boolean {
    const version = objects.get(keys.sample(run, i))
    if (version === undefined) return false
    const sample = JSON.parse(this.#known.contents.text(version)) as SampleObject
    return attempt <= sample.attempt || (hasEnded(sample) && why !== 'redrive')
  }

  /** The tick that is waited for: whoever begins with an earlier one leaves at once. */
  #tick(objects: Objects): number {
    const version = objects.get(keys.progress(this.#prepared.run.id))
    return version === undefined ? 0 : (JSON.parse(this.#known.contents.text(version)) as Progress).tick
  }

  /** One request of an invocation that is not among those under way. */
  async *#ask(state: State, point: Point, told: string, missed?: Key): AsyncGenerator<Step> {
    const key = point.request?.do === 'swap' || point.request?.do === 'read' ? point.request.key : undefined
    for (const effect of this.#effects.of(state, point)) {
      const label = `${told}: ${effect.label}`
      const changed = { ...state, ...effect.changes }
      if (effect.lost) yield { label, state: withPoint(changed, point) }
      else {
        const misses = effect.answer.reply === 'conflict' || key === missed ? key : undefined
        yield* this.#hear(changed, point, effect.answer, { label, missed: misses })
        if (effect.changes !== undefined) yield { label: `${label}, and dies`, state: this.#without(changed, point) }
      }
    }
  }

  /** It hears the answer at once or, where that makes a difference, after time has passed. */
  async *#hear(state: State, point: Point, answer: Effect['answer'], come: Come): AsyncGenerator<Step> {
    const { points } = this.#known
    const now = await points.after(point, { ...answer, now: state.now })
    yield* this.#goOn(state, now, come)
    if (state.now >= this.#bounds.jumps) return
    const later = await points.after(point, { ...answer, now: state.now + 1 })
    if (later !== now) {
      const label = `${come.label}, and is frozen for long`
      yield* this.#goOn({ ...state, now: state.now + 1 }, later, { ...come, label })
    }
  }

  async *#goOn(before: State, at: Point, { label, missed }: Come): AsyncGenerator<Step> {
    const { state, point } = await this.#past(before, at)
    checkCall(point, this.#known.ledgers.value(state.ledger))
    // Nobody but the endpoint sees a call: it may as well be made at once. Who dies before it died after its claim.
    // A PUT that met a 412 would have met it later, too, and so would the reads that follow it.
    const rereads = point.request?.do === 'read' && point.request.key === missed
    if (point.request?.do === 'call' || rereads) yield* this.#ask(state, point, label, missed)
    else yield { label, state: point.request === undefined ? this.#without(state, point) : withPoint(state, point) }
    if (state.sent !== before.sent && point.request !== undefined) {
      yield { label: `${label}, and dies when it has sent`, state: this.#without(state, point) }
    }
  }

  /** It is gone, and its claim is nobody's. */
  #without(state: State, { name }: Point): State {
    const ledger = this.#known.ledgers.value(state.ledger)
    const left = gone(ledger, name)
    return left === ledger ? state : { ...state, ledger: this.#known.ledger(left) }
  }

  /**
   * Past whatever may as well be done at once, because no other can tell: reads of what never changes, and messages, which come
   * at any time after they were sent. Who dies before it sends died after its last PUT.
   */
  async #past(before: State, from: Point): Promise<{ state: State; point: Point }> {
    let [state, point] = [before, from]
    while (point.request !== undefined && isUnseen(point.request)) {
      const { answer, changes } = this.#effects.of(state, point)[0]!
      state = { ...state, ...changes }
      point = await this.#known.points.after(point, { ...answer, now: state.now })
    }
    return { state, point }
  }
}

const isUnseen = (request: Request): boolean =>
  request.do === 'send' ||
  request.do === 'delete' ||
  (request.do === 'read' && (request.key.includes('/log/') || request.key.endsWith('/run.json'))) ||
  (request.do === 'swap' && request.key.startsWith(keys.activePrefix))

const withPoint = (state: State, { number }: Point): State => ({
  ...state,
  running: [...state.running, number].sort((a, b) => a - b),
})

function withoutPoint(state: State, { number }: Point): State {
  const at = state.running.indexOf(number)
  return { ...state, running: state.running.filter((_, k) => k !== at) }
}
