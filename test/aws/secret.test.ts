import { describe, expect, it } from 'vitest'
import { parameterSecret, SecretMissing } from '../../shared/aws/secret.ts'
import { clientsFor } from './clients-for-test.ts'
import { fakeHttp } from './fake-http.ts'

const json = { 'content-type': 'application/x-amz-json-1.1' }

async function world() {
  const state = { value: 'first' as string | undefined, now: 0 }
  const endpoint = await fakeHttp(() =>
    state.value === undefined
      ? { status: 400, headers: json, body: JSON.stringify({ __type: 'ParameterNotFound' }) }
      : { status: 200, headers: json, body: JSON.stringify({ Parameter: { Value: state.value } }) },
  )
  const secret = parameterSecret(clientsFor(endpoint.url).ssm, '/fabula/key', { now: () => state.now })
  return { ...endpoint, state, secret }
}

describe('a secret of the parameter store', () => {
  it('is read decrypted, and once for invocations side by side', async () => {
    await using it = await world()

    const values = await Promise.all([it.secret.value(), it.secret.value()])

    expect(values).toEqual(['first', 'first'])
    expect(it.asked.map(({ body }) => JSON.parse(body))).toEqual([{ Name: '/fabula/key', WithDecryption: true }])
  })

  it('is read anew after five minutes', async () => {
    await using it = await world()
    await it.secret.value()
    it.state.value = 'second'
    it.state.now = 299_999
    expect(await it.secret.value()).toBe('first')

    it.state.now = 300_000

    expect(await it.secret.value()).toBe('second')
  })

  it('is read anew when asked to', async () => {
    await using it = await world()
    await it.secret.value()
    it.state.value = 'second'

    expect(await it.secret.refresh()).toBe('second')
    expect(await it.secret.value()).toBe('second')
  })

  it('tells where it is missing, and is asked for again', async () => {
    await using it = await world()
    it.state.value = undefined
    await expect(it.secret.value()).rejects.toThrow(SecretMissing)
    await expect(it.secret.value()).rejects.toThrow('/fabula/key')

    it.state.value = 'at last'

    expect(await it.secret.value()).toBe('at last')
  })
})
