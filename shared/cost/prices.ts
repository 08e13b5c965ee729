import type { ModelSettings, Recipe } from '../recipe/recipe.ts'
import type { Price, Rates } from './price.ts'
import known from './prices.json' with { type: 'json' }

/** What `prices.json` holds: dollars a million tokens, and tiers as parts of them. */
export interface PriceList {
  /** ISO date, which may leave out the day. */
  asOf: string
  source: string
  models: Record<string, GivenPrice & { tiers?: Record<string, number> }>
}

/** Dollars a million tokens. Without `cachedInput`, the cached part costs what the rest does. */
export type GivenPrice = NonNullable<ModelSettings['price']>

/**
 * What a model costs: as the recipe says, else as the list knows it, a name that ends in a date under the name before it.
 * `undefined` where nobody knows. Throws `RangeError` for a price that is not whole in nano-dollars a token.
 */
export function priceOf(model: string, list: PriceList, given?: GivenPrice): Price | undefined {
  if (given) return { asOf: 'undated', source: 'the recipe', tiers: { standard: ratesOf(model, given, 1) } }
  const name = [model, model.replace(/-\d{4}-\d{2}-\d{2}$/, '')].find((name) => Object.hasOwn(list.models, name))
  const listed = name === undefined ? undefined : list.models[name]
  if (!listed) return undefined
  const tiers = Object.entries(listed.tiers ?? {}).map(([tier, part]) => [tier, ratesOf(model, listed, part)] as const)
  return {
    asOf: list.asOf,
    source: list.source,
    tiers: { ...Object.fromEntries(tiers), standard: ratesOf(model, listed, 1) },
  }
}

/** The price of every model that the recipe names, by model name; a model whose price nobody knows has no entry. */
export function pricesFor({ model, stages }: Recipe, list: PriceList = known): Record<string, Price> {
  const named = [model, ...Object.values(stages).map((stage) => stage.model ?? {})]
  const prices: Record<string, Price> = {}
  for (const { name = model.name, price: given } of named) {
    const price = given || !Object.hasOwn(prices, name) ? priceOf(name, list, given) : undefined
    if (price) prices[name] = price
  }
  return prices
}

function ratesOf(model: string, { input, cachedInput = input, output }: GivenPrice, part: number): Rates {
  const whole = (usdPerMillion: number): number => {
    // A dollar a million tokens is a thousand nano-dollars a token.
    const exact = Number((usdPerMillion * 1_000 * part).toFixed(6))
    if (!Number.isSafeInteger(exact) || exact < 0) {
      throw new RangeError(
        `the price of ${model}, ${usdPerMillion} dollars a million tokens, is not whole in thousandths`,
      )
    }
    return exact
  }
  return { input: whole(input), cachedInput: whole(cachedInput), output: whole(output) }
}
