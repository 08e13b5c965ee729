import type { ModelOutcome, ModelRequest } from '../../shared/ports/model.ts'
import type { Key } from '../../shared/ports/store.ts'
import { keys } from '../../shared/run/keys.ts'
import type { LogEntry } from '../../shared/run/log.ts'
import type { SpecMessage, TickMessage } from '../../shared/run/message.ts'
import type { Progress } from '../../shared/run/progress.ts'
import type { PreparedRun } from '../../shared/run/runs.ts'
import { callBound } from '../../shared/sample/bound.ts'
import { hasEnded, type SampleObject } from '../../shared/sample/record.ts'
import type { Task } from './invocation.ts'
import { checkCall, checkEntry, checkSample, sceneOf } from './laws.ts'
import { billed, claimed, gone, inexact, type Ledger } from './ledger.ts'
import type { Objects } from './objects.ts'
import type { Point } from './points.ts'
import { type Answer, type Request, told } from './request.ts'
import type { Bounds, Known, Outcome, State } from './state.ts'

export interface Step {
  label: string
  state: State
}

/** What one request may come to: every way in which the world goes on from there. */
interface Effect {
  label: string
  answer: Omit<Answer, 'now'>
  /** What is changed for others. Who changed something may die right after it. */
  changes?: Partial<Pick<State, 'objects' | 'sent' | 'ledger' | 'lost'>>
  /** The answer is lost: it asks the same again. */
  lost?: true
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

  constructor(known: Known, bounds: Bounds, prepared: PreparedRun) {
    this.#known = known
    this.#bounds = bounds
    this.#prepared = prepared
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
    const { generates, plans, workers, planners, cancels, resumes } = this.#bounds
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
    return tasks
  }

  /** An attempt that is over, or a spec: whoever begins now finds it so, and leaves. */
  #isPast(objects: Objects, { run, i, attempt }: SpecMessage): boolean {
    const version = objects.get(keys.sample(run, i))
    if (version === undefined) return false
    const sample = JSON.parse(this.#known.contents.text(version)) as SampleObject
    return attempt <= sample.attempt || hasEnded(sample)
  }

  /** The tick that is waited for: whoever begins with an earlier one leaves at once. */
  #tick(objects: Objects): number {
    const version = objects.get(keys.progress(this.#prepared.run.id))
    return version === undefined ? 0 : (JSON.parse(this.#known.contents.text(version)) as Progress).tick
  }

  /** One request of an invocation that is not among those under way. */
  async *#ask(state: State, point: Point, told: string, missed?: Key): AsyncGenerator<Step> {
    const key = point.request?.do === 'swap' || point.request?.do === 'read' ? point.request.key : undefined
    for (const effect of this.effects(state, point)) {
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
      const { answer, changes } = this.effects(state, point)[0]!
      state = { ...state, ...changes }
      point = await this.#known.points.after(point, { ...answer, now: state.now })
    }
    return { state, point }
  }

  /** The first is what happens where nothing goes wrong. */
  effects(state: State, point: Point): Effect[] {
    const { contents } = this.#known
    const objects = contents.of(state.objects)
    const request = point.request!
    const label = told(request)
    switch (request.do) {
      case 'read':
        return [{ label, answer: contents.read(objects, request.key) }]
      case 'tail':
        return [{ label, answer: contents.tail(objects, this.#prepared.run.id) }]
      case 'list':
        return [{ label, answer: contents.list(objects, { ...request, now: state.now }) }]
      case 'swap':
        return this.#swap(state, objects, request)
      case 'delete':
        return [{ label, answer: { word: 'deleted', reply: undefined } }]
      case 'send': {
        // The aggregator is not here: what it is asked for stays undone.
        const sent = request.to === 'blocks' ? state.sent : this.#known.alsoSent(state.sent, request.bodies)
        return [{ label, answer: { word: 'sent', reply: undefined }, changes: { sent } }]
      }
      case 'call':
        return this.#bounds.outcomes.map((outcome) => this.#call(state, point, request.request, outcome))
    }
  }

  #swap(state: State, objects: Objects, request: Extract<Request, { do: 'swap' }>): Effect[] {
    const { contents } = this.#known
    const label = told(request)
    // Markers are for the sweep, which is not here.
    if (request.key.startsWith(keys.activePrefix)) return [{ label, answer: { word: 'marked', reply: 'conflict' } }]
    const swapped = contents.swap(objects, { ...request, now: state.now })
    if (swapped === undefined) return [{ label: `${label}: 412`, answer: { word: 'conflict', reply: 'conflict' } }]
    const etag = `"${swapped.version.text}"`
    const changes = {
      objects: contents.number(swapped.objects),
      ledger: this.#known.ledger(this.#written(state, objects, request)),
    }
    const effects: Effect[] = [{ label, answer: { word: etag, reply: { written: etag } }, changes }]
    if (state.lost < this.#bounds.lost) {
      const lost = { ...changes, lost: state.lost + 1 }
      effects.push({ label: `${label}, and the answer is lost`, answer: effects[0]!.answer, changes: lost, lost: true })
    }
    return effects
  }

  /** Holds a write to the laws, and takes it into the books. */
  #written(state: State, objects: Objects, { key, text }: Extract<Request, { do: 'swap' }>): Ledger {
    const { contents, ledgers } = this.#known
    const ledger = ledgers.value(state.ledger)
    const { run } = this.#prepared
    const there = objects.get(key)
    if (key.startsWith(keys.logPrefix(run.id))) {
      checkEntry(there !== undefined, JSON.parse(text) as LogEntry, sceneOf(contents, objects, run))
    }
    if (!key.startsWith(`runs/${run.id}/samples/`)) return ledger
    const before = there && (JSON.parse(contents.text(there)) as SampleObject)
    const after = JSON.parse(text) as SampleObject
    checkSample(before, after, sceneOf(contents, objects, run))
    const by = writerOf(after)
    const told = before?.state === 'claimed' && writerOf(before) !== by ? inexact(ledger, after.i) : ledger
    return after.state === 'claimed' ? claimed(told, by, { i: after.i, bound: after.bound, billed: 0 }) : told
  }

  #call({ ledger }: State, { name }: Point, request: ModelRequest, outcome: Outcome): Effect {
    const price = this.#prepared.run.prices[request.model]
    const most = callBound(request, price)
    const usage = { input: 10, cached: 0, output: request.maxOutputTokens }
    const { input, output } = price!.tiers.standard
    const answered: ModelOutcome = {
      ...{ kind: 'answered', text: 'A cat ran.', finishReason: 'stop', usage, model: 'toy', milliseconds: 1 },
    }
    const replies: Record<Outcome, { reply: ModelOutcome; nano: number }> = {
      answered: { reply: answered, nano: usage.input * input + usage.output * output },
      'answered, above its bound': { reply: answered, nano: most + 1 },
      throttled: { reply: { kind: 'throttled', message: '429' }, nano: 0 },
      blocked: { reply: { kind: 'blocked', message: '401' }, nano: 0 },
      'unknown, billed': { reply: { kind: 'unknown', message: 'reset' }, nano: most },
      'unknown, not billed': { reply: { kind: 'unknown', message: 'reset' }, nano: 0 },
    }
    const { reply, nano } = replies[outcome]
    let books = billed(this.#known.ledgers.value(ledger), name, nano)
    if (reply.kind === 'unknown') books = inexact(books, books.claims.get(name)!.i)
    return {
      label: `CALL: ${outcome}`,
      answer: { word: reply.kind, reply },
      ...(books !== this.#known.ledgers.value(ledger) && { changes: { ledger: this.#known.ledger(books) } }),
    }
  }
}

const isUnseen = (request: Request): boolean =>
  request.do === 'send' ||
  request.do === 'delete' ||
  (request.do === 'read' && (request.key.includes('/log/') || request.key.endsWith('/run.json'))) ||
  (request.do === 'swap' && request.key.startsWith(keys.activePrefix))

/** Nonces begin with the name of their invocation. */
const writerOf = ({ nonce }: SampleObject): string => nonce.slice(0, nonce.lastIndexOf('/'))

const withPoint = (state: State, { number }: Point): State => ({
  ...state,
  running: [...state.running, number].sort((a, b) => a - b),
})

function withoutPoint(state: State, { number }: Point): State {
  const at = state.running.indexOf(number)
  return { ...state, running: state.running.filter((_, k) => k !== at) }
}
