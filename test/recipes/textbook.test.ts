import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DOMAINS } from '../../infra/offline/textbook/domains.ts'
import { TO_READERS, TO_VIETNAMESE_READERS } from '../../infra/offline/textbook/phrases.ts'
import { fencedIn } from '../../shared/checks/fences.ts'
import { builtInFiles, builtInRecipe } from '../../shared/recipe/library.ts'
import { parseRecipe } from '../../shared/recipe/parse.ts'
import type { ListEntity, NamedValue } from '../../shared/recipe/recipe.ts'
import { gathered } from '../../shared/run/gathering.ts'
import { subtopics, subtopicsAsked } from './asked-offline.ts'
import { madeOffline } from './made-offline.ts'

const listOf = (entity: string) => (builtInRecipe('textbook').entities[entity] as ListEntity).values

describe.each(['textbook', 'textbook-vi'])('a section of %s', (name) => {
  const samples = madeOffline(name, 200, subtopics(name))

  it('has two paragraphs, then one or two snippets of at most ten lines, and nothing after them', async () => {
    for (const { text } of (await samples).flatMap(({ rows }) => rows)) {
      const { prose, blocks, after } = fencedIn(text)
      expect(prose.trim().split(/\n\s*\n/)).toHaveLength(2)
      expect(text.indexOf('```')).toBeGreaterThan(text.lastIndexOf(prose.trim().slice(-20)))
      expect(after.trim()).toBe('')
      expect(blocks.length).toBeLessThanOrEqual(2)
      for (const { code, language } of blocks) {
        expect(language).toBe('python')
        expect(code.split('\n').length).toBeLessThanOrEqual(10)
        expect(code.match(/^def (\w+)\(/gm)).toHaveLength(1)
        const called = /^def (\w+)\(/m.exec(code)![1]!
        expect(
          code
            .slice(code.indexOf('\n'))
            .split('\n')
            .some((line) => /^\S/.test(line) && line.includes(`${called}(`)),
        ).toBe(true)
      }
    }
  })

  it('is asked for with what its reader is told, and not with the bare word', async () => {
    for (const { draw, prompts } of await samples) {
      expect(prompts[0]).toContain((draw['audience'] as NamedValue)['instructions'])
      expect(prompts[0]).toContain((draw['angle'] as NamedValue)['instructions'])
    }
  })
})

describe('the subtopics of a chapter', () => {
  it('are as many as asked for, all different', () => {
    for (const topic of listOf('topic')) {
      const names = subtopicsAsked('textbook', String(topic), 12)
      expect(names).toHaveLength(12)
      expect(gathered([], names)).toHaveLength(12)
    }
  })

  it('are none of those that are there', () => {
    const first = subtopicsAsked('textbook', 'sets', 5)

    const second = subtopicsAsked('textbook', 'sets', 5, first)

    expect(second).toHaveLength(5)
    expect(gathered(first, second)).toHaveLength(10)
  })

  it('come to an end', () => {
    const all = subtopicsAsked('textbook', 'sets', 100)

    expect(gathered(all, subtopicsAsked('textbook', 'sets', 100, all))).toEqual(gathered([], all))
  })
})

describe('the two textbooks', () => {
  it('differ in the language of their prose alone', () => {
    const english = builtInRecipe('textbook')
    const vietnamese = builtInRecipe('textbook-vi')

    expect(vietnamese.stages).toEqual(english.stages)
    expect({ ...vietnamese.entities, prose: undefined }).toEqual({ ...english.entities, prose: undefined })
    expect(vietnamese.entities['prose']).toMatchObject({ values: [{ name: 'Vietnamese', code: 'vi' }] })
  })

  it('are about what the offline grammar knows', () => {
    for (const domain of listOf('domain')) expect(DOMAINS).toHaveProperty([String(domain)])
    for (const { name } of listOf('audience') as NamedValue[]) {
      expect(TO_READERS).toHaveProperty([name])
      expect(TO_VIETNAMESE_READERS).toHaveProperty([name])
    }
  })

  it('take another programming language through one line', () => {
    const text = readFileSync(new URL('../../shared/recipe/built-in/textbook.yaml', import.meta.url), 'utf8')

    const recipe = parseRecipe(
      text.replace('{ name: Python 3.12, fence: python }', '{ name: TypeScript 6, fence: typescript }'),
      builtInFiles,
    )

    expect(recipe.entities['language']).toMatchObject({ values: [{ name: 'TypeScript 6', fence: 'typescript' }] })
  })
})
