import type { ModelOutcome, ModelRequest } from '../../shared/ports/model.ts'
import { keys, versionOf } from '../../shared/run/keys.ts'
import type { LogEntry } from '../../shared/run/log.ts'
import type { AggregateMessage } from '../../shared/run/message.ts'
import type { PreparedRun } from '../../shared/run/runs.ts'
import { callBound } from '../../shared/sample/bound.ts'
import type { SampleObject } from '../../shared/sample/record.ts'
import { checkEntry, checkSample, sceneOf } from './laws.ts'
import { billed, claimed, inexact, type Ledger } from './ledger.ts'
import type { Objects } from './objects.ts'
import type { Point } from './points.ts'
import { type Answer, type Request, told } from './request.ts'
import type { Bounds, Known, Outcome, State } from './state.ts'

/** What one request may come to: every way in which the world goes on from there. */
export interface Effect {
  label: string
  answer: Omit<Answer, 'now'>
  /** What is changed for others. Who changed something may die right after it. */
  changes?: Partial<Pick<State, 'objects' | 'sent' | 'ledger' | 'lost'>>
  /** The answer is lost: it asks the same again. */
  lost?: true
}

/** What requests do to the world. */
export class Effects {
  readonly #known: Known
  readonly #bounds: Bounds
  readonly #prepared: PreparedRun

  constructor(known: Known, bounds: Bounds, prepared: PreparedRun) {
    this.#known = known
    this.#bounds = bounds
    this.#prepared = prepared
  }

  /** The first is what happens where nothing goes wrong. */
  of(state: State, point: Point): Effect[] {
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
        const answer = { word: 'sent', reply: undefined }
        if (request.to !== 'blocks') {
          return [{ label, answer, changes: { sent: this.#known.alsoSent(state.sent, request.bodies) } }]
        }
        return [
          { label, answer, changes: { objects: contents.number(this.#aggregated(state, objects, request.bodies)) } },
        ]
      }
      case 'call':
        return this.#bounds.outcomes.map((outcome) => this.#call(state, point, request.request, outcome))
    }
  }

  /** The aggregator is not here: whatever it is asked for is there at once, and empty. */
  #aggregated({ now }: State, before: Objects, orders: readonly string[]): Objects {
    const { run } = this.#prepared
    return orders.reduce((objects, order) => {
      const message = JSON.parse(order) as AggregateMessage
      const key =
        message.do === 'compact'
          ? keys.block(run.id, message.block, message.n)
          : keys.manifest(run.recipe.name, versionOf(run.id, message.n))
      return this.#known.contents.swap(objects, { key, text: '', expect: 'absent', now })?.objects ?? objects
    }, before)
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
      invalid: { reply: { kind: 'invalid', message: '400' }, nano: 0 },
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

/** Nonces begin with the name of their invocation. */
const writerOf = ({ nonce }: SampleObject): string => nonce.slice(0, nonce.lastIndexOf('/'))
