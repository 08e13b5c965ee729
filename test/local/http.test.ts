import { request } from 'node:http'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { startHttpApi } from '../../infra/local/http.ts'

const anApi = async (
  invoke: (event: APIGatewayProxyEventV2) => Promise<unknown> = async () => ({ statusCode: 204 }),
) => {
  const invoked = vi.fn(invoke)
  const routes = ['POST /runs', 'GET /runs', 'GET /runs/{id}', 'GET /runs/latest'].map((key) => ({
    key,
    invoke: invoked,
  }))
  const api = await startHttpApi(routes)
  onTestFinished(api.close)
  return { url: api.url, invoked, event: () => invoked.mock.calls[0]![0] }
}

/** `fetch` does not let anybody lie about the host. */
const statusFor = (url: string, headers: Record<string, string>) =>
  new Promise<number>((resolve, reject) => {
    request(`${url}/runs`, { headers }, (response) => resolve(response.resume().statusCode!))
      .on('error', reject)
      .end()
  })

describe('the HTTP API', () => {
  it('gives the function what API Gateway gives it', async () => {
    const { url, event } = await anApi()

    await fetch(`${url}/runs/a%20b?x=1&x=2&y=`, { headers: { 'X-Asked': 'yes' } })

    expect(event()).toMatchObject({
      version: '2.0',
      routeKey: 'GET /runs/{id}',
      rawPath: '/runs/a%20b',
      rawQueryString: 'x=1&x=2&y=',
      queryStringParameters: { x: '1,2', y: '' },
      pathParameters: { id: 'a b' },
      headers: { 'x-asked': 'yes' },
      requestContext: { http: { method: 'GET', path: '/runs/a%20b' }, stage: '$default' },
      isBase64Encoded: false,
    })
  })

  it('hands text over as it is, and other bodies as base64', async () => {
    const { url, invoked } = await anApi()
    const post = (type: string, body: string | Uint8Array<ArrayBuffer>) =>
      fetch(`${url}/runs`, { method: 'POST', headers: { 'content-type': type }, body })

    await post('application/json', '{"é":1}')
    await post('application/octet-stream', new Uint8Array([0, 255]))

    expect(invoked.mock.calls[0]![0]).toMatchObject({ body: '{"é":1}', isBase64Encoded: false })
    expect(invoked.mock.calls[1]![0]).toMatchObject({ body: 'AP8=', isBase64Encoded: true })
  })

  it('prefers the route that spells out more of the path', async () => {
    const { url, event } = await anApi()

    await fetch(`${url}/runs/latest`)

    expect(event().routeKey).toBe('GET /runs/latest')
  })

  it('answers with status, headers and body of the function', async () => {
    const { url } = await anApi(async () => ({ statusCode: 201, headers: { location: '/runs/1' }, body: '{"id":1}' }))

    const response = await fetch(`${url}/runs`)

    expect(response.status).toBe(201)
    expect(response.headers.get('location')).toBe('/runs/1')
    expect(await response.json()).toEqual({ id: 1 })
  })

  it('answers 500 without details where the function throws', async () => {
    const { url } = await anApi(() => Promise.reject(new Error('secret')))

    const response = await fetch(`${url}/runs`)

    expect(response.status).toBe(500)
    expect(await response.json()).toEqual({ message: 'Internal Server Error' })
  })

  it.each([
    ['GET', '/nothing'],
    ['DELETE', '/runs'],
    ['GET', '/runs/'],
    ['GET', '/runs/1/more'],
  ])('answers 404 to %s %s, which is no route', async (method, path) => {
    const { url, invoked } = await anApi()

    const response = await fetch(`${url}${path}`, { method })

    expect(response.status).toBe(404)
    expect(invoked).not.toHaveBeenCalled()
  })

  it('answers 413 to a body above 10 MB', async () => {
    const { url, invoked } = await anApi()

    const response = await fetch(`${url}/runs`, { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024 + 1) })

    expect(response.status).toBe(413)
    expect(invoked).not.toHaveBeenCalled()
  })

  it.each(['evil.example', '127.0.0.1.evil.example', '10.0.0.1'])(
    'refuses a request for the host "%s"',
    async (host) => {
      const { url, invoked } = await anApi()

      expect(await statusFor(url, { host })).toBe(403)
      expect(invoked).not.toHaveBeenCalled()
    },
  )

  it.each(['localhost:1', '127.0.0.1', '[::1]:80'])('takes a request for the host "%s"', async (host) => {
    const { url } = await anApi()

    expect(await statusFor(url, { host })).toBe(204)
  })

  it('refuses what a page in a browser sends', async () => {
    const { url } = await anApi()

    expect(await statusFor(url, { origin: 'https://example.com' })).toBe(403)
  })
})
