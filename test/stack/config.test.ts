import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ConfigError, contextOfProject, parseConfig, settingNames } from '../../infra/stack/config.ts'
import { recipeHash } from '../../shared/recipe/hash.ts'
import { builtInRecipe } from '../../shared/recipe/library.ts'
import { resolveRecipe } from '../../shared/recipe/parse.ts'

const refresh = { name: 'nightly', recipe: 'tinystories', count: 10, schedule: 'rate(1 day)' }

const large = {
  name: 'large',
  entities: { a: Array.from({ length: 30_000 }, (_, n) => `value ${n}`) },
  stages: { s: { prompt: '{{ a }}' } },
}

describe('the configuration of the stack', () => {
  it('reads the recipe of a refresh with its lists, so that nothing is read when the night comes', () => {
    const recipe = './shared/recipe/built-in/stories-vi.yaml'

    const [named, file] = parseConfig({
      refreshes: [refresh, { ...refresh, name: 'vi', recipe, mode: 'grow', keep: 3 }],
    }).refreshes

    expect(named).toMatchObject({
      recipe: 'tinystories',
      mode: 'replace',
      publish: { minShareOfAsked: 0.9, minShareOfLast: 0.5 },
    })
    expect(file).toMatchObject({ recipe: { name: 'stories-vi' }, mode: 'grow', keep: 3 })
    expect(recipeHash(resolveRecipe(file!.recipe))).toBe(recipeHash(builtInRecipe('stories-vi')))
  })

  it('has a default for everything', () => {
    expect(parseConfig(undefined)).toEqual({
      stage: 'dev',
      keyParameter: '/fabula/dev/openai-api-key',
      concurrency: 50,
      memoryMb: 256,
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

  const refused: [config: unknown, words: string][] = [
    [{ concurency: 2 }, 'fabula.concurency is not a field here; did you mean "concurrency"?'],
    [{ concurrency: 1 }, 'fabula.concurrency is 1, should be at least 2'],
    [{ concurrency: 1_001 }, 'fabula.concurrency is 1001, should be at most 1,000'],
    [{ concurrency: '50' }, 'fabula.concurrency should be a number, not text'],
    [{ concurrency: 2.5 }, 'fabula.concurrency should be a whole number, not 2.5'],
    [{ stage: 'My Stage' }, 'fabula.stage is "My Stage", should be a small letter and then'],
    [{ baseUrl: 'models' }, 'fabula.baseUrl is "models", should be the address of an OpenAI-compatible endpoint'],
    [{ baseUrl: 'ftp://models' }, 'fabula.baseUrl is "ftp://models", should be the address'],
    [{ baseUrl: 'https://m/v1/chat/completions' }, 'should be what stands before /chat/completions'],
    [{ keyParameter: 'key' }, 'fabula.keyParameter is "key", should be the name of an SSM parameter'],
    [{ keyParameter: '/aws/key' }, 'fabula.keyParameter is "/aws/key", but names that begin with aws or ssm'],
    [{ runRetentionDays: 14 }, 'fabula.runRetentionDays is 14, should be at least 30'],
    [{ logRetentionDays: 8 }, 'fabula.logRetentionDays should be 1 or 3 or 5'],
    [{ alarmEmail: 'me' }, 'fabula.alarmEmail is "me", should be an e-mail address'],
    [{ monthlyLimitUsd: 0 }, 'fabula.monthlyLimitUsd is 0, should be above 0'],
    [{ model: { nam: 'm' } }, 'fabula.model.nam is not a field here; did you mean "name"?'],
    [{ tags: { 'aws:team': 'a' } }, 'fabula.tags.aws:team is no name of a tag'],
    [
      { network: { subnetIds: ['a'], securityGroupIds: ['sg-0123abcd'] } },
      'fabula.network.subnetIds[0] is "a", should be',
    ],
    [{ network: { subnetIds: [], securityGroupIds: [] } }, 'fabula.network.subnetIds is empty'],
    [{ refreshes: [{ ...refresh, recipe: 'tinystorys' }] }, 'no built-in recipe; did you mean "tinystories"?'],
    [{ refreshes: [{ ...refresh, timeZone: 'Europe/Viena' }] }, 'did you mean "Europe/Vienna"?'],
    [{ refreshes: [{ ...refresh, timeZone: '+01:00' }] }, 'should be a name of the IANA time zone database'],
    [
      { refreshes: [{ ...refresh, schedule: 'nightly' }] },
      'fabula.refreshes[0].schedule is "nightly", should be cron(…)',
    ],
    [{ refreshes: [{ ...refresh, count: undefined }] }, 'fabula.refreshes[0].count is missing: say how many rows'],
    [{ refreshes: [{ ...refresh, tokens: 0.5 }] }, 'fabula.refreshes[0].tokens'],
    [{ refreshes: [{ ...refresh, count: 0 }] }, 'fabula.refreshes[0].count is 0, should be at least 1'],
    [
      { refreshes: [refresh, refresh] },
      'fabula.refreshes[1].name is "nightly", which another refresh is called already',
    ],
    [{ refreshes: [{ ...refresh, recipe: './nothing.yaml' }] }, 'which cannot be read (ENOENT)'],
    [{ refreshes: [{ ...refresh, recipe: { name: 'x', stages: { a: { prompt: '{{ who }}' } } } }] }, 'stages.a.prompt'],
    [{ refreshes: [{ ...refresh, recipe: { ...large } }] }, 'a schedule carries 200000 at most'],
    [{ refreshes: [{ ...refresh, keep: 0 }] }, 'fabula.refreshes[0].keep is 0, should be at least 1'],
    [{ refreshes: [{ ...refresh, mode: 'add' }] }, 'fabula.refreshes[0].mode should be "replace" or "grow"'],
    [{ refreshes: [{ ...refresh, publish: { minAdherence: 60 } }] }, 'publish.minAdherence is 60, should be at most 1'],
    [{ stages: { prod: { concurency: 2 } } }, 'fabula.stages.prod.concurency is not a field here'],
    [[], 'fabula should be a mapping, not a list'],
    ['{', 'The context "fabula" is not JSON'],
  ]
  it.each(refused.map(([value, words]) => [words, value]))('refuses, and says: %s', (words, value) => {
    expect(() => parseConfig(value)).toThrow(ConfigError)
    expect(() => parseConfig(value)).toThrow(words)
  })

  it('says everything that is wrong at once', () => {
    const wrong = { concurrency: 1, refreshes: [{ ...refresh, count: 0, schedule: 'cron(0 3 * * *)' }] }

    expect(() => parseConfig(wrong)).toThrow(
      /concurrency is 1.*\n.*count is 0.*\n.*schedule is "cron\(0 3 \* \* \*\)" with 5 fields/s,
    )
  })

  it.each([
    [{ keyParameter: 'sk-secret-key' }, 'looks like the key itself'],
    [{ baseUrl: 'https://me:secret-key@models.example/v1' }, 'without name, password'],
    [{ baseUrl: 'https://models.example/v1?key=secret-key' }, 'without name, password'],
  ])('does not repeat a secret that stands in the wrong place', (value, words) => {
    expect(() => parseConfig(value)).toThrow(words)
    expect(() => parseConfig(value)).not.toThrow('secret-key')
  })
})

describe('stages', () => {
  const several = { concurrency: 10, memoryMb: 256, stages: { prod: { concurrency: 500 } } }

  it('differ in what they set for themselves', () => {
    expect(parseConfig(several, 'prod')).toMatchObject({
      stage: 'prod',
      concurrency: 500,
      memoryMb: 256,
      keyParameter: '/fabula/prod/openai-api-key',
    })
    expect(parseConfig(several)).toMatchObject({ stage: 'dev', concurrency: 10 })
  })

  it('need not be listed where none is', () => {
    expect(parseConfig({ concurrency: 10 }, 'mine')).toMatchObject({ stage: 'mine', concurrency: 10 })
  })

  it('are those that are listed, once some are', () => {
    expect(() => parseConfig(several, 'prdo')).toThrow('fabula.stages has no "prdo"; did you mean "prod"?')
  })

  it('have names that can stand in names', () => {
    expect(() => parseConfig({}, 'Prod!')).toThrow('fabula.stage is "Prod!", should be')
  })
})

describe('a schedule', () => {
  it.each([
    'rate(1 minute)',
    'rate(12 hours)',
    'at(2026-11-30T03:00:00)',
    'cron(0 3 * * ? *)',
    'cron(*/15 8-18 ? * MON-FRI *)',
    'cron(0 0 L * ? 2026-2030)',
    'cron(0 9 ? * 2#1 *)',
    'cron(5,35 0/6 1,15 JAN,JUL ? *)',
  ])('may be %s', (schedule) => {
    expect(() => parseConfig({ refreshes: [{ ...refresh, schedule }] })).not.toThrow()
  })

  it.each([
    ['rate(0 days)', 'such as rate(1 day)'],
    ['rate(1 week)', 'such as rate(1 day)'],
    ['at(tomorrow)', 'such as at(2026-11-30T03:00:00)'],
    ['at(2026-13-30T03:00:00)', 'such as at('],
    ['cron(0 3 * * *)', 'with 5 fields, should have 6'],
    ['cron(0 24 * * ? *)', 'whose hours "24" should be 0 to 23'],
    ['cron(0 3 * * * *)', 'a ? for exactly one of'],
    ['cron(0 3 ? * ? *)', 'a ? for exactly one of'],
    ['cron(0 3 * * MO *)', 'whose day of the week "MO"'],
    ['0 3 * * *', 'should be cron(…), rate(…) or at(…)'],
  ])('may not be %s', (schedule, words) => {
    expect(() => parseConfig({ refreshes: [{ ...refresh, schedule }] })).toThrow(words)
  })
})

it('is documented, key by key', () => {
  const page = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8')

  expect(settingNames.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([])
})
