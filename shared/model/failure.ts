import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai'
import type { ModelOutcome } from '../ports/model.ts'
import { retryAfterSeconds } from './retry-after.ts'

type Failure = Exclude<ModelOutcome, { kind: 'answered' }>

interface Circumstances {
  apiKey: string
  timedOut: boolean
  timeoutMilliseconds: number
}

/** What an error of the client says about what the call may have cost and what helps. */
export function failure(error: unknown, { apiKey, timedOut, timeoutMilliseconds }: Circumstances): Failure {
  const { kind, message, ...rest } = classified(error)
  const late = timedOut || error instanceof APIConnectionTimeoutError || error instanceof APIUserAbortError
  if (late && kind === 'unknown') {
    return { kind: 'unknown', message: `no answer within ${Number((timeoutMilliseconds / 1_000).toPrecision(3))} s` }
  }
  return { kind, message: presentable(message, apiKey), ...rest } as Failure
}

function classified(error: unknown): Failure {
  if (error instanceof APIConnectionError) return unconnected(error)
  if (error instanceof APIError && error.status !== undefined) return refused(error)
  return { kind: 'unknown', message: error instanceof Error ? error.message : String(error) }
}

// Nothing of the request was sent: no address, no connection, no trust.
const NEVER_LEFT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|ERR_INVALID_URL|UND_ERR_CONNECT_TIMEOUT|ERR_NOT_CONNECTED|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|UNABLE_TO_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)$/

function unconnected(error: APIConnectionError): Failure {
  const causes = causesOf(error)
  const told = causes.find(({ code }) => code !== undefined)
  const message = [told?.code, causes.at(-1)?.message].filter(Boolean).join(': ') || error.message
  return { kind: told?.code !== undefined && NEVER_LEFT.test(told.code) ? 'unreachable' : 'unknown', message }
}

interface Cause {
  code: string | undefined
  message: string
}

/** The error and what it says caused it, outermost first. Where several addresses were tried, the first of their errors. */
function causesOf(error: unknown): Cause[] {
  const causes: Cause[] = []
  for (let each = error; each instanceof Error && causes.length < 8; ) {
    const code = (each as NodeJS.ErrnoException).code
    causes.push({ code: typeof code === 'string' ? code : undefined, message: each.message })
    each = each instanceof AggregateError ? each.errors[0] : each.cause
  }
  return causes
}

// OpenAI's codes: https://platform.openai.com/docs/guides/error-codes
const NO_MONEY = /insufficient_quota|billing|credit|payment/i
// The settings are the same for every sample: what is wrong with them is wrong with all.
const WRONG_SETTINGS = /^(?:unsupported_parameter|unsupported_value|unknown_parameter|model_not_found|invalid_api_key)$/

function refused({ status, code, type, message, headers }: APIError): Failure {
  const words = `${code ?? ''} ${type ?? ''}`
  switch (status) {
    case 429: {
      if (NO_MONEY.test(words)) return { kind: 'blocked', message }
      const seconds = headers && retryAfterSeconds(headers)
      return { kind: 'throttled', message, ...(seconds !== undefined && { retryAfterSeconds: seconds }) }
    }
    case 400:
    case 413:
    case 422:
      return { kind: WRONG_SETTINGS.test(code ?? '') || /api key/i.test(message) ? 'blocked' : 'invalid', message }
    case 408:
    case 409:
      return { kind: 'unknown', message }
  }
  if (status! < 400) return { kind: 'blocked', message: `${message}: it sends elsewhere; is the base URL right?` }
  // Another 4xx says that this is not the endpoint, not the key or not the model that it should be.
  return status! < 500 ? { kind: 'blocked', message } : { kind: 'unknown', message }
}

/** Endpoints quote what they were sent. One line, no key, not long. */
function presentable(message: string, apiKey: string): string {
  const line = (apiKey ? message.replaceAll(apiKey, '…') : message)
    .replace(/\b(sk|key)-[\w*.-]{6,}/g, '$1-…')
    .replace(/\bBearer \S+/gi, 'Bearer …')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > 300 ? `${line.slice(0, 299)}…` : line
}
