import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiAddress } from './api-address.ts'
import { InputError } from './exit.ts'
import { signedFetch } from './signed-fetch.ts'

export type Send = (url: string, init?: RequestInit) => Promise<Response>

/** Tries of a request that can be made again without harm, and milliseconds before the second. */
const TRIES = 4
const PAUSE = 500

/** Too many at once, or nobody there for a moment. */
const PASSING = new Set([429, 502, 503, 504])

/**
 * Sends signed requests to a deployed API. What may pass is tried again where that does no harm. Throws `InputError` in words
 * for people where credentials are missing, nothing answers, or what answers does not let the caller in.
 */
export function apiSend({ url: api, region }: ApiAddress, signed: Send = signedFetch(region), pause = PAUSE): Send {
  return async (url, init = {}) => {
    const isSafe = (init.method ?? 'GET') === 'GET' || new Headers(init.headers).has('idempotency-key')
    for (let tried = 1; ; tried += 1) {
      const mayTryAgain = isSafe && tried < TRIES
      const answer = await signed(url, init).catch((error: unknown) => {
        const told = explained(error, api)
        if (told instanceof InputError && !(mayTryAgain && isOfNetwork(error))) throw told
        return told
      })
      if (answer instanceof Response) {
        if (!(mayTryAgain && PASSING.has(answer.status))) return checked(answer, api, region)
      } else if (!(answer instanceof InputError)) throw answer
      await sleep(pause * 2 ** (tried - 1))
    }
  }
}

const codeOf = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined
  return cause?.code ?? ''
}

/** Of errors of `fetch`: those that come before an answer. */
const isOfNetwork = (error: unknown): boolean => error instanceof TypeError && codeOf(error) !== 'ENOTFOUND'

function explained(error: unknown, api: string): unknown {
  if (error instanceof Error && /Credentials|TokenProvider|ExpiredToken|SSO/i.test(error.name)) {
    return new InputError(
      `no usable AWS credentials: ${firstLine(error.message)}. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run aws sso login`,
      { cause: error },
    )
  }
  if (!(error instanceof TypeError)) return error
  const code = codeOf(error)
  const hint =
    code === 'ENOTFOUND'
      ? 'there is no such host: is the address right, and is the stack still deployed?'
      : 'is the address right?'
  return new InputError(`${api} cannot be reached${code && ` (${code})`}: ${hint}`, { cause: error })
}

const firstLine = (text: string): string => text.split('\n', 1)[0]!.replace(/\.$/, '')

/** Answers that are not of fabula itself, whose errors are problem details, say more in other words. */
async function checked(answer: Response, api: string, region: string): Promise<Response> {
  const type = answer.headers.get('content-type') ?? ''
  if (answer.status === 403) {
    const { message = '' } = await jsonOf<{ message?: string }>(answer.clone())
    throw new InputError(refusalIn(message, api, region))
  }
  if (answer.status === 404 && !type.includes('problem+json'))
    throw new InputError(`there is no fabula at ${api}: it answers 404`)
  if (answer.ok && !type.includes('json'))
    throw new InputError(`what answers at ${api} is no fabula: it sends ${type || 'no type'}`)
  return answer
}

function refusalIn(message: string, api: string, region: string): string {
  const said = message === '' ? '' : `: ${firstLine(message)}`
  if (/expired/i.test(message))
    return `${api} refuses${said}. The credentials are too old, or this machine's clock is wrong: sign in again`
  if (/signature|credential.*scope|region/i.test(message)) {
    return `${api} refuses the signature, which was made for ${region}${said}. Is that its region, and is the secret key right?`
  }
  if (/token|security|not authorized|forbidden|^$/i.test(message)) {
    return `${api} refuses${said}. These credentials need the right execute-api:Invoke on it; aws sts get-caller-identity tells whose they are`
  }
  return `${api} refuses${said}`
}

async function jsonOf<T extends object>(answer: Response): Promise<Partial<T>> {
  try {
    return (await answer.json()) as T
  } catch {
    return {}
  }
}
