export interface ChatMessage {
  role: 'system' | 'user' | 'assistant'
  content: string
}

export interface ModelRequest {
  model: string
  messages: ChatMessage[]
  maxOutputTokens: number
  temperature?: number
  topP?: number
  /** Passed on as `reasoning_effort`. Reasoning models heed `temperature` only when it is `none`. */
  reasoning?: string
  /** Service tier asked for, the standard one where it is refused; what is billed is the one that the answer names. */
  tier?: string
  seed?: number
  /**
   * The answer is to be JSON of this JSON Schema. Asked of the endpoint in its own way; where that knows none, the schema
   * stands at the end of the last message instead. Nothing is promised: who asked still has to look.
   */
  schema?: { name: string; schema: Record<string, unknown> }
}

/**
 * Tokens that the endpoint counted. `cached` is the part of `input` that it read from its prompt cache, `reasoning` the
 * part of `output` that nobody sees, where it tells.
 */
export interface Usage {
  input: number
  cached: number
  output: number
  reasoning?: number
}

/** What became of one call, by what it may have cost and by what helps. */
export type ModelOutcome =
  /** The model answered. Without `usage` the cost is unknown. */
  | {
      kind: 'answered'
      text: string
      finishReason: string
      refusal?: string
      usage?: Usage
      /** As the endpoint names them, which need not be what was asked for. */
      model: string
      tier?: string
      milliseconds: number
      /** The endpoint says that this was the last call that it lets through, and for how long. */
      retryAfterSeconds?: number
    }
  /** 429 with capacity to come: costs nothing, try later. */
  | { kind: 'throttled'; retryAfterSeconds?: number; message: string }
  /** Nobody can say whether it was billed: timeout, reset, 5xx. */
  | { kind: 'unknown'; message: string }
  /** The request never left: costs nothing. */
  | { kind: 'unreachable'; message: string }
  /** The endpoint will not take this request, now or later: costs nothing, only this sample suffers. */
  | { kind: 'invalid'; message: string }
  /** Key refused, quota exhausted, no such model: costs nothing, and nothing will work until a person acts. */
  | { kind: 'blocked'; message: string }

export interface Model {
  /**
   * Makes one HTTP request: each is the caller's to count. Another one follows only where one was refused, which costs nothing,
   * because the endpoint does not know how to be asked for JSON or for a tier, or has no room in the tier asked for.
   * Never throws for what an endpoint or a network does.
   */
  complete(request: ModelRequest, options: { timeoutMilliseconds: number }): Promise<ModelOutcome>
}
