export interface Tally {
  calls: number
  promptTokens: number
  completionTokens: number
}

/**
 * What the endpoint itself has counted, so that somebody else's bill can be held against it. The sums of tokens are all
 * that it bills: answers with 200, and `unheard`.
 */
export interface Stats extends Tally {
  /** Calls by the status that they were answered with, or `hung`; all of them together are `calls`. */
  answered: Record<string, number>
  /** What was billed, by the model that was asked for and by the tier that the answer named. */
  models: Record<string, Tally & { tiers: Record<string, Tally> }>
  /** The part of it that was billed without an answer of it: calls that hung, and server errors that came too late. */
  unheard: Tally
}

export interface Billed {
  model: string
  tier: string
  promptTokens: number
  completionTokens: number
}

const nothing = (): Tally => ({ calls: 0, promptTokens: 0, completionTokens: 0 })

/** Counts every call to the completions route once, when its answer goes out, or is held back. */
export class Books {
  #total = nothing()
  #unheard = nothing()
  #answered = new Map<string, number>()
  #models = new Map<string, { tally: Tally; tiers: Map<string, Tally> }>()

  book(answered: number | 'hung', billed?: Billed): void {
    this.#total.calls += 1
    this.#answered.set(String(answered), (this.#answered.get(String(answered)) ?? 0) + 1)
    if (!billed) return
    const model = this.#models.get(billed.model) ?? { tally: nothing(), tiers: new Map<string, Tally>() }
    const tier = model.tiers.get(billed.tier) ?? nothing()
    this.#models.set(billed.model, model)
    model.tiers.set(billed.tier, tier)
    const unheard = answered === 200 ? [] : [this.#unheard]
    for (const tally of [model.tally, tier, ...unheard]) tally.calls += 1
    for (const tally of [this.#total, model.tally, tier, ...unheard]) {
      tally.promptTokens += billed.promptTokens
      tally.completionTokens += billed.completionTokens
    }
  }

  stats(): Stats {
    const models = [...this.#models].map(([name, { tally, tiers }]) => [
      name,
      { ...tally, tiers: Object.fromEntries([...tiers].map(([tier, counted]) => [tier, { ...counted }])) },
    ])
    return {
      ...this.#total,
      answered: Object.fromEntries(this.#answered),
      models: Object.fromEntries(models),
      unheard: { ...this.#unheard },
    }
  }
}
