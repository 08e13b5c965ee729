import { type Refusal, refusal } from './refusal.ts'

export interface Turn {
  role: string
  text: string
}

/** A chat completion asked for, as far as this server heeds it. */
export interface ChatRequest {
  model: string
  turns: Turn[]
  maxTokens: number
  temperature: number
  stop: string[]
  seed?: number
  flex: boolean
  /** A JSON document is wanted: one that satisfies the schema, or any object where there is none. */
  json?: { schema?: unknown }
}

const ROLES = ['system', 'developer', 'user', 'assistant', 'tool']
const TIERS = ['auto', 'default', 'flex', 'scale', 'priority']

const bad = (param: string, message: string, code = 'invalid_value') => refusal(400, message, param, code)
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isNumberIn = (value: unknown, min: number, max: number) =>
  typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max

/** The text of a message, which may be a string, parts of text, or nothing (an assistant's that only called tools). */
function textOf(content: unknown): string | undefined {
  if (typeof content === 'string') return content
  if (content === null || content === undefined) return ''
  if (!Array.isArray(content)) return undefined
  const parts = content.map((part) => (isObject(part) && typeof part['text'] === 'string' ? part['text'] : undefined))
  return parts.includes(undefined) ? undefined : parts.join('\n')
}

function parseTurns(messages: unknown): Turn[] | Refusal {
  if (!Array.isArray(messages)) {
    return bad('messages', "'messages' must be an array of messages.", 'missing_required_parameter')
  }
  if (messages.length === 0) return bad('messages', "'messages' must hold at least one message.", 'empty_array')
  const turns: Turn[] = []
  for (const [at, message] of messages.entries()) {
    const where = `messages[${at}]`
    if (!isObject(message)) return bad(where, `'${where}' must be an object with role and content.`)
    const { role, content } = message
    if (typeof role !== 'string' || !ROLES.includes(role)) {
      return bad(`${where}.role`, `'${where}.role' must be one of ${ROLES.join(', ')}.`)
    }
    const text = textOf(content)
    if (text === undefined) return bad(`${where}.content`, `'${where}.content' must be a string or parts of text.`)
    turns.push({ role, text })
  }
  return turns
}

function parseJson(format: unknown): { json?: { schema?: unknown } } | Refusal {
  if (format === undefined || format === null) return {}
  const type = isObject(format) ? format['type'] : undefined
  if (type === 'text') return {}
  if (type === 'json_object') return { json: {} }
  const named = isObject(format) && type === 'json_schema' ? format['json_schema'] : undefined
  if (isObject(named) && isObject(named['schema'])) return { json: { schema: named['schema'] } }
  return bad('response_format', "'response_format' must be of type text, json_object or json_schema (with a schema).")
}

/** Reads the body of a request. What a field means is as OpenAI's Chat Completions reference says. */
export function parseChatRequest(body: unknown): ChatRequest | Refusal {
  if (!isObject(body)) return refusal(400, 'The body must be a JSON object.', null, 'invalid_body')
  const { model, temperature = 1, top_p, n, stream, stop, seed, service_tier: tier } = body
  if (typeof model !== 'string' || model === '') {
    return bad('model', "'model' must name a model.", 'missing_required_parameter')
  }
  const turns = parseTurns(body['messages'])
  if ('status' in turns) return turns
  if (temperature !== null && !isNumberIn(temperature, 0, 2)) {
    return bad('temperature', "'temperature' must be a number from 0 to 2.")
  }
  if (top_p !== undefined && top_p !== null && !isNumberIn(top_p, 0, 1)) {
    return bad('top_p', "'top_p' must be a number from 0 to 1.")
  }
  if (n !== undefined && n !== null && n !== 1) return bad('n', "'n' can only be 1 here.", 'unsupported_value')
  if (stream === true) {
    return bad('stream', 'This endpoint does not stream: leave out "stream".', 'unsupported_value')
  }
  for (const name of ['max_completion_tokens', 'max_tokens']) {
    const limit = body[name]
    if (limit !== undefined && limit !== null && !(Number.isInteger(limit) && isNumberIn(limit, 1, 1_000_000))) {
      return bad(name, `'${name}' must be a whole number from 1 to 1000000.`)
    }
  }
  const stops = typeof stop === 'string' ? [stop] : (stop ?? [])
  if (!Array.isArray(stops) || stops.length > 4 || !stops.every((each) => typeof each === 'string')) {
    return bad('stop', "'stop' must be a string or up to 4 strings.")
  }
  if (seed !== undefined && seed !== null && !Number.isInteger(seed)) return bad('seed', "'seed' must be an integer.")
  if (tier !== undefined && tier !== null && !(typeof tier === 'string' && TIERS.includes(tier))) {
    return bad('service_tier', `'service_tier' must be one of ${TIERS.join(', ')}.`)
  }
  const json = parseJson(body['response_format'])
  if ('status' in json) return json
  return {
    model,
    turns,
    maxTokens: (body['max_completion_tokens'] ?? body['max_tokens'] ?? 4_096) as number,
    temperature: (temperature ?? 1) as number,
    stop: stops.filter((each) => each !== ''),
    ...(typeof seed === 'number' ? { seed } : {}),
    flex: tier === 'flex',
    ...json,
  }
}
