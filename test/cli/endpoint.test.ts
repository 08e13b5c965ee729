import { describe, expect, it } from 'vitest'
import { endpointFor } from '../../infra/cli/endpoint.ts'

describe('which model is asked', () => {
  it.each([
    ['nothing is set', {}, {}, { kind: 'offline' }],
    ['the environment is empty', {}, { OPENAI_API_KEY: '', OPENAI_BASE_URL: '' }, { kind: 'offline' }],
    ['a key is set', {}, { OPENAI_API_KEY: 'sk' }, { kind: 'openai-compatible', apiKey: 'sk' }],
    [
      'an address is set',
      {},
      { OPENAI_BASE_URL: 'http://localhost:1/v1' },
      { kind: 'openai-compatible', baseUrl: 'http://localhost:1/v1' },
    ],
    [
      'an address is typed, which goes before that of the environment',
      { baseUrl: 'http://localhost:2/v1' },
      { OPENAI_BASE_URL: 'http://localhost:1/v1', OPENAI_API_KEY: 'sk' },
      { kind: 'openai-compatible', baseUrl: 'http://localhost:2/v1', apiKey: 'sk' },
    ],
    ['--offline is typed, whatever is set', { offline: true }, { OPENAI_API_KEY: 'sk' }, { kind: 'offline' }],
  ])('where %s', (_, options, environment, endpoint) => {
    expect(endpointFor(options, environment)).toEqual(endpoint)
  })
})
