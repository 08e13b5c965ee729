import type { PreparedRun } from '../../shared/run/runs.ts'
import { type Beginning, nameOf, nextRequest } from './invocation.ts'
import type { Answer, Request } from './request.ts'

/** How far an invocation has come: all that it knows is how it began and what it was answered. */
export interface Point {
  number: number
  beginning: Beginning
  name: string
  answers: readonly Answer[]
  /** `undefined`: it has come to its end. */
  request: Request | undefined
}

/** Every point that some invocation came to. The real code runs once for each, whatever the others do meanwhile. */
export class Points {
  readonly #prepared: PreparedRun
  readonly #points: Point[] = []
  readonly #known = new Map<string, Point>()

  constructor(prepared: PreparedRun) {
    this.#prepared = prepared
  }

  point(number: number): Point {
    return this.#points[number]!
  }

  async begin(beginning: Beginning): Promise<Point> {
    const name = nameOf(beginning)
    const key = `${name} ${JSON.stringify(beginning.task)}`
    return this.#at([`${key} ${beginning.began}`, key], { beginning, name, answers: [] })
  }

  async after(point: Point, answer: Answer): Promise<Point> {
    const { beginning, name } = point
    const key = `${point.number} ${answer.word}`
    return this.#at([`${key} ${answer.now}`, key], { beginning, name, answers: [...point.answers, answer] })
  }

  get size(): number {
    return this.#points.length
  }

  /** Where nobody looked at a clock, it is the same point whatever the time was. */
  async #at(
    [timed, untimed]: [timed: string, untimed: string],
    come: Pick<Point, 'beginning' | 'name' | 'answers'>,
  ): Promise<Point> {
    const known = this.#known.get(untimed) ?? this.#known.get(timed)
    if (known !== undefined) return known
    const next = await nextRequest(come.beginning, come.answers, this.#prepared)
    const point: Point = { ...come, number: this.#points.length, request: next.request }
    this.#points.push(point)
    this.#known.set(next.timed ? timed : untimed, point)
    return point
  }
}
