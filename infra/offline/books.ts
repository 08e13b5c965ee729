export interface Tally {
  calls: number
  promptTokens: number
  completionTokens: number
}

/** What the endpoint itself has counted, so that somebody else's bill can be held against it. */
export interface Stats extends Tally {
  /** Calls by the status that they were answered with; all of them together are `calls`. */
  answered: Record<string, number>
  /** What was answered with 200, by the model that was asked for and by the tier that the answer named. */
  models: Record<string, Tally & { tiers: Record<string, Tally> }>
}

export interface Billed {
  model: string
  tier: string
  promptTokens: number
  completionTokens: number
}

const nothing = (): Tally => ({ calls: 0, promptTokens: 0, completionTokens: 0 })

/** Counts every call to the completions route once, when its answer goes out. */
export class Books {
  #total = nothing()
  #answered = new Map<string, number>()
  #models = new Map<string, { tally: Tally; tiers: Map<string, Tally> }>()

  book(status: number, billed?: Billed): void {
    this.#total.calls += 1
    this.#answered.set(String(status), (this.#answered.get(String(status)) ?? 0) + 1)
    if (!billed) return
    const model = this.#models.get(billed.model) ?? { tally: nothing(), tiers: new Map<string, Tally>() }
    const tier = model.tiers.get(billed.tier) ?? nothing()
    this.#models.set(billed.model, model)
    model.tiers.set(billed.tier, tier)
    for (const tally of [model.tally, tier]) tally.calls += 1
    for (const tally of [this.#total, model.tally, tier]) {
      tally.promptTokens += billed.promptTokens
      tally.completionTokens += billed.completionTokens
    }
  }

  stats(): Stats {
    const models = [...this.#models].map(([name, { tally, tiers }]) => [
      name,
      { ...tally, tiers: Object.fromEntries([...tiers].map(([tier, counted]) => [tier, { ...counted }])) },
    ])
    return { ...this.#total, answered: Object.fromEntries(this.#answered), models: Object.fromEntries(models) }
  }
}
