/** An answer other than 200, in the shape of OpenAI's errors. */
export interface Refusal {
  status: number
  message: string
  /** The request's field that is wrong, where one is. */
  param: string | null
  code: string | null
}

export const refusal = (status: number, message: string, param: string | null = null, code: string | null = null) =>
  ({ status, message, param, code }) satisfies Refusal

/** Quota is a type of its own, as OpenAI has it; every other 429 is for too many requests. */
export const NO_QUOTA = 'insufficient_quota'

export function refusalBody({ status, message, param, code }: Refusal) {
  return { error: { message, type: typeOf(status, code), param, code } }
}

function typeOf(status: number, code: string | null): string {
  if (status >= 500) return 'server_error'
  if (status === 429) return code === NO_QUOTA ? NO_QUOTA : 'requests'
  return 'invalid_request_error'
}
