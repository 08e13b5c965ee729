import type { ModelEndpoint } from '../local/start.ts'
import { InputError } from './exit.ts'

/** Which model is asked: what was typed, else what the environment says, else the grammar that needs no key. Throws `InputError`. */
export function endpointFor(
  { offline, baseUrl }: { offline?: boolean; baseUrl?: string },
  environment: Record<string, string | undefined>,
): ModelEndpoint {
  if (offline) return { kind: 'offline' }
  const { OPENAI_BASE_URL: ofEnvironment, OPENAI_API_KEY: apiKey } = environment
  if (!baseUrl && ofEnvironment && !/^https?:$/.test(URL.parse(ofEnvironment)?.protocol ?? '')) {
    throw new InputError(`OPENAI_BASE_URL is ${ofEnvironment}; it must be an address such as http://localhost:11434/v1`)
  }
  const url = baseUrl || ofEnvironment
  if (!url && !apiKey) return { kind: 'offline' }
  return { kind: 'openai-compatible', ...(url && { baseUrl: url }), ...(apiKey && { apiKey }) }
}
