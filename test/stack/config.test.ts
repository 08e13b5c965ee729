import { describe, expect, it } from 'vitest'
import { ConfigError, contextOfProject, parseConfig } from '../../infra/stack/config.ts'

const refresh = { name: 'nightly', recipe: 'tinystories', count: 10, schedule: 'rate(1 day)' }

describe('the configuration of the stack', () => {
  it('has a default for everything', () => {
    expect(parseConfig(undefined)).toEqual({
      stage: 'dev',
      keyParameter: '/fabula/dev/openai-api-key',
      concurrency: 50,
      memoryMb: 512,
      logRetentionDays: 30,
      runRetentionDays: 90,
      refreshes: [],
      tags: {},
    })
  })

  it('is right in cdk.json', () => {
    expect(() => parseConfig(contextOfProject()['fabula'])).not.toThrow()
  })

  it('may be JSON, as the command line gives it', () => {
    expect(parseConfig('{"stage":"prod"}').keyParameter).toBe('/fabula/prod/openai-api-key')
  })

  it.each([
    [{ concurency: 2 }, 'concurency'],
    [{ concurrency: 1 }, 'fabula.concurrency'],
    [{ concurrency: 1_001 }, 'fabula.concurrency'],
    [{ stage: 'My Stage' }, 'fabula.stage'],
    [{ baseUrl: 'models' }, 'fabula.baseUrl'],
    [{ keyParameter: 'key' }, 'fabula.keyParameter'],
    [{ runRetentionDays: 14 }, 'fabula.runRetentionDays'],
    [{ logRetentionDays: 8 }, 'fabula.logRetentionDays'],
    [{ refreshes: [{ ...refresh, schedule: 'nightly' }] }, 'fabula.refreshes.0.schedule'],
    [{ refreshes: [{ ...refresh, count: 0 }] }, 'fabula.refreshes.0.count'],
    [{ refreshes: [refresh, refresh] }, 'fabula.refreshes must have names of their own'],
    ['{', 'not JSON'],
  ])('refuses %j and says where', (value, place) => {
    expect(() => parseConfig(value)).toThrow(ConfigError)
    expect(() => parseConfig(value)).toThrow(place)
  })
})
