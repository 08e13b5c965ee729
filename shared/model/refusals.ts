import { APIError } from 'openai'
import type { ModelRequest } from '../ports/model.ts'
import { refusesFormat } from './response-format.ts'
import { refusesTier, serviceTier } from './service-tier.ts'

/** A request as the endpoint is known to take it. */
export interface Askable {
  request: ModelRequest
  knowsFormats: boolean
  knowsTiers: boolean
}

/** A tier that refuses so many in a row is left alone for half a second, and up to a minute, twice as long for each more. */
const IN_A_ROW = 3
const [SHORTEST, LONGEST] = [500, 60_000]

/** What a refusal teaches: `something` that holds for all that is asked later, or that a tier has no room just now. */
export type Lesson = 'nothing' | 'something' | 'no room'

interface Room {
  refused: number
  until: number
}

/** What an endpoint refused of how it was asked, by model, as long as this lives. Refusals cost nothing. */
export class Refusals {
  readonly #baseURL: string
  readonly #now: () => number
  readonly #formats = new Set<string>()
  /** Models that have no other tier than the standard one, and those that know of none at all. */
  readonly #otherTiers = new Set<string>()
  readonly #tiers = new Set<string>()
  /** Of a tier that is not the standard one. */
  readonly #rooms = new Map<string, Room>()

  /** `now`: milliseconds, on a clock that does not jump. */
  constructor(baseURL: string, now: () => number) {
    this.#baseURL = baseURL
    this.#now = now
  }

  askable(request: ModelRequest): Askable {
    const { model, tier, ...standard } = request
    const mayBeAsked = !this.#otherTiers.has(model) && (this.#rooms.get(model)?.until ?? 0) <= this.#now()
    return {
      request: mayBeAsked || !this.#isAnother(tier) ? request : { model, ...standard },
      knowsFormats: !this.#formats.has(model),
      knowsTiers: !this.#tiers.has(model),
    }
  }

  /** Where it teaches something, to ask again is worth it: also for those who were asked alike and refused at the same time. */
  learns(error: unknown, { request, knowsFormats, knowsTiers }: Askable): Lesson {
    if (!(error instanceof APIError)) return 'nothing'
    const { model, schema, tier } = request
    const words = `${error.param ?? ''} ${error.code ?? ''} ${error.type ?? ''} ${error.message}`
    if (schema !== undefined && knowsFormats && refusesFormat(error.status, words)) {
      this.#formats.add(model)
      return 'something'
    }
    if (!knowsTiers || serviceTier(tier, this.#baseURL) === undefined) return 'nothing'
    const refused = refusesTier(error.status, words)
    const isAnother = this.#isAnother(tier)
    if (refused === 'unknown') {
      ;(isAnother ? this.#otherTiers : this.#tiers).add(model)
      return 'something'
    }
    // The standard tier has no other to go to.
    if (refused === undefined || !isAnother) return 'nothing'
    const inARow = (this.#rooms.get(model)?.refused ?? 0) + 1
    const pause = inARow < IN_A_ROW ? 0 : Math.min(LONGEST, SHORTEST * 2 ** Math.min(20, inARow - IN_A_ROW))
    this.#rooms.set(model, { refused: inARow, until: this.#now() + pause })
    return 'no room'
  }

  taken({ request: { model, tier } }: Askable): void {
    if (this.#isAnother(tier)) this.#rooms.delete(model)
  }

  readonly #isAnother = (tier: string | undefined): boolean =>
    serviceTier(tier, this.#baseURL) !== serviceTier(undefined, this.#baseURL)
}
