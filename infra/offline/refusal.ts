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

export function refusalBody({ status, message, param, code }: Refusal) {
  const type = status >= 500 ? 'server_error' : 'invalid_request_error'
  return { error: { message, type, param, code } }
}
