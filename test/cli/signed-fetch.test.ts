import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { clientOf } from '../../infra/cli/client.ts'
import { signedFetch } from '../../infra/cli/signed-fetch.ts'

it('signs a request for the API with the credentials of the caller, and sends the secret nowhere', async () => {
  const seen: { url: string | undefined; headers: IncomingHttpHeaders }[] = []
  const server = createServer((request, response) => {
    seen.push({ url: request.url, headers: request.headers })
    request.resume().on('end', () => response.end('{"id":"r","seed":"s","warnings":[]}'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'the-secret', sessionToken: 'the-token' }
  const send = signedFetch('eu-central-1', async () => credentials)

  await clientOf(`http://127.0.0.1:${port}`, send).start({ recipe: 'tinystories', count: 3 })
  server.close()

  const [{ url, headers }] = seen as [(typeof seen)[0]]
  expect(url).toBe('/runs')
  expect(headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/execute-api\/aws4_request, SignedHeaders=\S*host\S*, Signature=[0-9a-f]{64}$/,
  )
  expect(headers).toMatchObject({ 'x-amz-security-token': 'the-token', 'content-type': 'application/json' })
  expect(JSON.stringify(headers)).not.toContain('the-secret')
})
