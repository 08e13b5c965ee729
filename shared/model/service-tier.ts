/**
 * What is asked for as `service_tier`. At OpenAI itself `default` is said wherever nothing else is wanted: left out, it means what
 * the project is set to, which may be `priority` at twice the price, and a bound is made of the standard one
 * (https://platform.openai.com/docs/api-reference/chat/create#chat-create-service_tier). Elsewhere nobody knows that word.
 */
export function serviceTier(tier: string | undefined, baseURL: string): string | undefined {
  const isStandard = tier === undefined || tier === 'standard' || tier === 'default'
  if (!isStandard) return tier
  const isAtOpenAI = URL.canParse(baseURL) && /(?:^|\.)openai\.com$/.test(new URL(baseURL).hostname)
  return isAtOpenAI ? 'default' : tier === 'default' ? tier : undefined
}

/**
 * Whether a tier was refused, which costs nothing: `unavailable`, as flex is while there is no room for it
 * (429, https://platform.openai.com/docs/guides/flex-processing); `unknown` to the endpoint or for this model.
 */
export function refusesTier(status: number | undefined, words: string): 'unavailable' | 'unknown' | undefined {
  if (status === 429 && /resource[_ -]?unavailable/i.test(words)) return 'unavailable'
  const mayBeUnknown = status !== undefined && [400, 403, 404, 422].includes(status)
  return mayBeUnknown && /service[_ -]?tier/i.test(words) ? 'unknown' : undefined
}
