import { Sha256 } from '@aws-crypto/sha256-js'
import { defaultProvider } from '@aws-sdk/credential-provider-node'
import { SignatureV4 } from '@smithy/signature-v4'

type Fetch = (url: string, init?: RequestInit) => Promise<Response>

/**
 * `fetch` of requests that are signed with the caller's own credentials, as the API asks for (SigV4, `execute-api`). Bodies
 * are text.
 */
export function signedFetch(region: string, credentials = defaultProvider()): Fetch {
  const signer = new SignatureV4({ service: 'execute-api', region, credentials, sha256: Sha256 })
  return async (address, { method = 'GET', body, headers } = {}) => {
    const url = new URL(address)
    const signed = await signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { ...Object.fromEntries(new Headers(headers)), host: url.host },
      ...(body != null && { body: String(body) }),
    })
    // `fetch` writes the host itself.
    const { host: _, ...rest } = signed.headers
    return fetch(url, { method, headers: rest, ...(body != null && { body }) })
  }
}
