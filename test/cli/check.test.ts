import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { aFolder } from '../local/scratch.ts'
import { fabula } from './command.ts'

interface Checked {
  combinations: string
  callsASample: { expected: number; most: number }
  expected: { calls: number; usd: number | null }
  atMost: { calls: number; usd: number | null }
  warnings: { code: string; about: string[]; message: string }[]
}

function aFile(text: string): string {
  const file = `${aFolder()}/mine.yaml`
  writeFileSync(file, text)
  return file
}

async function checked(text: string, ...options: string[]): Promise<Checked> {
  const { code, stdout, stderr } = await fabula(['check', aFile(text), '--json', ...options])
  expect(stderr).toBe('')
  expect(code).toBe(0)
  return JSON.parse(stdout) as Checked
}

const codes = ({ warnings }: Checked): string[] => warnings.map(({ code }) => code)

const ONE = 'name: one\nmodel: { temperature: 1.2 }\nentities: { noun: [cat, dog, owl] }\n'

describe('fabula check', () => {
  it('tells combinations, calls and money of a built-in recipe', async () => {
    const { code, stdout, stderr } = await fabula(['check', 'tinystories-instruct', '--count', '1000'])

    expect(stdout).toMatch(/^tinystories-instruct is sound\.\n/)
    expect(stdout).toMatch(/together +[\d,]+ \([\d.]+ (million|billion)\) combinations/)
    expect(stdout).toMatch(/for 1,000 rows +about +at most\n/)
    expect(stdout).toMatch(/calls +3,750 +8,400\n/)
    expect(stdout).toMatch(/money +\$\d/)
    expect(stdout.split('\n').every((line) => line.length <= 124)).toBe(true)
    expect(stdout).not.toContain('\u001b[')
    expect(stderr).toBe('')
    expect(code).toBe(0)
  })

  it('counts exactly, and calls by the tries of every stage', async () => {
    const recipe = `${ONE}stages: { a: { prompt: "{{ noun }}", tries: 2 }, b: { prompt: "{{ a }}", tries: 5 } }`

    const { combinations, callsASample, atMost } = await checked(recipe, '--count', '3')

    expect(combinations).toBe('3')
    expect(callsASample.most).toBe(7)
    expect(atMost.calls).toBe(7 * 4)
  })

  it('says that money is unknown where the price is, and knows it by --price', async () => {
    const recipe = `${ONE.replace('temperature', 'name: mine, temperature')}stages: { a: { prompt: "{{ noun }}" } }`

    const without = await checked(recipe, '--count', '3')
    const with2 = await checked(recipe, '--count', '3', '--price', '2/2')

    expect(without.expected.usd).toBeNull()
    expect(without.atMost.usd).toBeNull()
    expect(codes(without)).toEqual(['price'])
    expect(with2.expected.usd).toBeGreaterThan(0)
    expect(with2.atMost.usd).toBeGreaterThan(with2.expected.usd!)
    expect(codes(with2)).toEqual([])
  })

  it.each([
    ['0.8', 'stage a: temperature 0.8 is not above 1, the default of endpoints;'],
    ['1', 'stage a: temperature 1 is not above 1, the default of endpoints;'],
    ['2', 'stage a: temperature 2 is the highest there is, where texts fall apart'],
  ])('warns of temperature %s, with the reason', async (temperature, message) => {
    const { warnings } = await checked(
      `${ONE}stages: { a: { prompt: "{{ noun }}" } }`,
      ...['--count', '3', '--temperature', temperature],
    )

    expect(warnings).toHaveLength(1)
    expect(warnings[0]!.message).toContain(message)
  })

  it('asks for no heat of a judge or of a stage with one right answer', async () => {
    const recipe = `${ONE.replace('1.2', '0.5')}stages:
  a: { prompt: "{{ noun }}", model: { temperature: 1.3 } }
  b: { prompt: "{{ a }}", checks: [ { equals: { to: "{{ noun }}" } } ] }
  c: { judge: { of: a, rubric: good }, checks: [ { score: { min: 3 } } ] }
output: { text: "{{ a }}" }`

    expect(codes(await checked(recipe, '--count', '3'))).toEqual([])
  })

  it('warns where combinations come again', async () => {
    const result = await checked(`${ONE}stages: { a: { prompt: "{{ noun }}" } }`, '--count', '30')

    expect(codes(result)).toEqual(['repeats'])
    expect(result.warnings[0]!.message).toBe(
      '30 rows of 3 combinations: each comes about 10 times; give entities more values, or ask for fewer rows',
    )
  })

  it('warns where most rows differ in nothing but a subset, by the birthday problem', async () => {
    const recipe = `${ONE}stages: { a: { prompt: "{{ noun }} {{ feature }}" } }`.replace(
      'entities: {',
      'entities: { feature: { values: [a, b, c, d, e, f], pick: 3 },',
    )

    expect(codes(await checked(recipe, '--count', '30'))).toEqual(['alike'])
    expect(codes(await checked(recipe, '--count', '1'))).toEqual([])
  })

  it('warns of what nobody uses, and of what a label says and no prompt', async () => {
    const recipe = `${ONE.replace('noun:', 'lonely: [a, b], unsaid: [a, b], noun:')}stages:
  a: { prompt: "{{ noun }}" }
  idle: { prompt: "{{ noun }}" }
  gate: { prompt: "{{ noun }}", checks: [ { words: { max: 9 } } ] }
output: { text: "{{ a }}", labels: { unsaid: "{{ unsaid }}" } }`

    const { warnings } = await checked(recipe, '--count', '12')

    expect(warnings.map(({ code, about }) => [code, ...about])).toEqual([
      ['unused-stage', 'idle'],
      ['unused-entity', 'lonely'],
      ['unasked-entity', 'unsaid'],
    ])
  })

  it('warns of a label of few values that comes by chance, and of too few rows for all labels', async () => {
    const recipe = (quota: boolean) =>
      `${ONE.replace('[cat, dog, owl]', `{ values: [cat, dog, owl], quota: ${quota} }, other: [1, 2, 3, 4, 5, 6, 7, 8]`)}stages: { a: { prompt: "{{ noun }} {{ other }}" } }
output: { labels: { noun: "{{ noun }}" } }`

    expect(codes(await checked(recipe(false), '--count', '24'))).toEqual(['label-by-chance'])
    expect(codes(await checked(recipe(true), '--count', '24'))).toEqual([])
    expect(codes(await checked(recipe(true), '--count', '2'))).toEqual(['few-rows'])
  })

  it('warns of checks that ask for more than the model may write', async () => {
    const recipe = `${ONE.replace('temperature', 'maxOutputTokens: 100, temperature')}stages: { a: { prompt: "{{ noun }}", checks: [ { words: { min: 100 } } ] } }`

    expect(codes(await checked(recipe, '--count', '3'))).toEqual(['short-output'])
  })

  it('says everything that is wrong at once, on stderr and as JSON', async () => {
    const file = aFile(`${ONE}stages: { a: { prompt: "{{ nuon }}", checks: [ { wrods: { min: 1 } } ] } }`)

    const { code, stdout, stderr } = await fabula(['check', file, '--json'])

    expect(code).toBe(2)
    expect(stderr).toContain(`error: the recipe cannot be used:\n${file}:4:`)
    const { sound, problems } = JSON.parse(stdout) as { sound: boolean; problems: { path: string; line: number }[] }
    expect(sound).toBe(false)
    expect(problems.map(({ path }) => path)).toEqual(['stages.a.prompt', 'stages.a.checks[0]'])
    expect(problems.every(({ line }) => line === 4)).toBe(true)
  })

  it('knows a recipe of more combinations than a number holds', async () => {
    const ranges = Array.from({ length: 4 }, (_, n) => `r${n}: { range: { from: 1, to: 1000000 } }`).join(', ')
    const recipe = `name: large\nmodel: { temperature: 1.2 }\nentities: { ${ranges} }\nstages: { a: { prompt: "{{ r0 }}{{ r1 }}{{ r2 }}{{ r3 }}" } }`

    const { code, stdout } = await fabula(['check', aFile(recipe)])

    expect(stdout).toContain('1,000,000,000,000,000,000,000,000 (about 1 x 10^24) combinations')
    expect(code).toBe(0)
  })
})
