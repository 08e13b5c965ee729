import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { aFolder } from '../local/scratch.ts'
import { fabula } from './command.ts'

interface Stage {
  stage: string
  messages?: { role: string; content: string }[]
  skipped?: string
  onlyWhen?: string
}
interface Previewed {
  samples: { i: number; draw: Record<string, string | string[]>; stages: Stage[] }[]
}

function aFile(text: string): string {
  const file = `${aFolder()}/mine.yaml`
  writeFileSync(file, text)
  return file
}

async function previewed(text: string, ...options: string[]): Promise<Previewed> {
  const { code, stdout } = await fabula(['preview', aFile(text), '--json', ...options])
  expect(code).toBe(0)
  return JSON.parse(stdout) as Previewed
}

describe('fabula preview', () => {
  it('shows full prompts with placeholders for what other stages write, and calls nobody', async () => {
    const { code, stdout, stderr } = await fabula(['preview', 'tinystories-instruct', '-n', '2'], {
      OPENAI_API_KEY: 'a-key',
      OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
    })

    expect(stdout.match(/^Sample \d+$/gm)).toEqual(['Sample 0', 'Sample 1'])
    expect(stdout).toContain('Summary: «summary»')
    expect(stdout).toContain('Sentence: «sentence»')
    expect(stdout).not.toContain('{{')
    expect(stderr).toBe('')
    expect(code).toBe(0)
  })

  it('draws the same for the same seed, and otherwise for another', async () => {
    const options = ['preview', 'tinystories', '--json', '-n', '3', '--seed']

    const [a, again, b] = await Promise.all(['a', 'a', 'b'].map((seed) => fabula([...options, seed])))

    expect(a!.stdout).toBe(again!.stdout)
    expect(a!.stdout).not.toBe(b!.stdout)
  })

  it('stands in for every form of answer: text, fields, items, scores and collections', async () => {
    const { samples } = await previewed(
      `name: forms
entities:
  topic: { ask: { prompt: "List {{ wanted }} topics", size: 4 } }
stages:
  facts: { prompt: "About {{ topic }}", many: 2 }
  book:
    prompt: "{% for fact in facts %}[{{ fact }}]{% endfor %}"
    schema: { type: object, properties: { title: { type: string }, pages: { type: integer, minimum: 3 } } }
  grade: { judge: { of: facts, rubric: good } }
  last: { prompt: "{{ book.title }}, {{ book.pages }} pages, {{ grade.score }} because {{ grade.reason }}" }
output: { text: "{{ last }}" }`,
      ...['-n', '1'],
    )

    const asked = Object.fromEntries(
      samples[0]!.stages.map(({ stage, messages }) => [stage, messages?.at(-1)?.content]),
    )
    expect(asked['facts']).toMatch(/^About «topic \d»$/)
    expect(asked['book']).toBe('[«facts 1»][«facts 2»]')
    expect(asked['last']).toBe('«book.title», 3 pages, 5 because «grade.reason»')
  })

  it('tells which stages are skipped, and which nobody knows of', async () => {
    const { samples } = await previewed(
      `name: whens
entities: { mood: [sad] }
stages:
  a: { prompt: "A {{ mood }}" }
  never: { prompt: "B {{ mood }}", when: "mood == 'glad'" }
  perhaps: { prompt: "C {{ a }}", when: "a contains 'x'" }
output: { text: "{{ a }}{{ never }}{{ perhaps }}" }`,
      ...['-n', '1'],
    )

    const [, never, perhaps] = samples[0]!.stages
    expect(never).toMatchObject({ skipped: "mood == 'glad'" })
    expect(perhaps).toMatchObject({ onlyWhen: "a contains 'x'" })
    expect(perhaps!.messages).toEqual([{ role: 'user', content: 'C «a»' }])
  })

  it('makes the samples with --make, each stage with its answer, verdicts, tokens and cost', async () => {
    const { code, stdout, stderr } = await fabula(['preview', 'tinystories-instruct', '-n', '2', '--make'])

    expect(stderr).toContain('built-in grammar')
    expect(stdout).toMatch(/answer:\n {2}\w/)
    expect(stdout).toMatch(/^ {2}pass {2}hygiene$/m)
    expect(stdout).toMatch(/^ {2}open {2}features: no rule can tell/m)
    expect(stdout).toMatch(/\d+ tokens in, \d+ out, \$0\.0\d+, \d+\.\d s/)
    expect(stdout).toMatch(/\n\d of 2 accepted, for \$0\.0\d+\. Nothing of it is kept\.\n$/)
    expect(stdout).not.toContain('«')
    expect(code).toBe(0)
  })

  it('says that the endpoint cannot be worked with', async () => {
    const { code, stdout } = await fabula(['preview', 'tinystories', '-n', '3', '--make', '--json'], {
      OPENAI_API_KEY: 'no key has spaces',
    })

    const { samples } = JSON.parse(stdout) as { samples: { outcome: string; reason: string }[] }
    expect(samples.map(({ outcome }) => outcome)).toEqual(['blocked'])
    expect(samples[0]!.reason).toContain('the key has spaces')
    expect(code).toBe(1)
  })

  it('refuses more samples than anybody reads', async () => {
    const { code, stderr } = await fabula(['preview', 'tinystories', '-n', '101'])

    expect(stderr).toContain('It must be a whole number from 1 to 100.')
    expect(code).toBe(2)
  })
})
