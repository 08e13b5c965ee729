import type { Model } from '../ports/model.ts'

/** Where the endpoint's key comes from. `refresh` reads it anew. */
export interface Key {
  value(): Promise<string>
  refresh(): Promise<string>
}

/**
 * A model whose key is read when it is first needed, and read anew after the endpoint refused it, so that a person can
 * put a new one without a deployment. A key that is missing blocks, one that cannot be read now is asked for again.
 */
export function keyedModel(
  key: Key,
  withKey: (apiKey: string) => Model,
  isMissing: (error: unknown) => boolean,
): Model {
  let made: { apiKey: string; model: Model } | undefined
  let refused = false
  return {
    async complete(request, options) {
      try {
        const apiKey = await (refused ? key.refresh() : key.value())
        refused = false
        if (made?.apiKey !== apiKey) made = { apiKey, model: withKey(apiKey) }
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        return isMissing(error) ? { kind: 'blocked', message } : { kind: 'unreachable', message }
      }
      const outcome = await made.model.complete(request, options)
      if (outcome.kind === 'blocked') refused = true
      return outcome
    },
  }
}
