import { describe, expect, it } from 'vitest'
import { chance, digest } from '../../infra/offline/chance.ts'
import { KNOWN_ADJECTIVES } from '../../infra/offline/vietnamese/adjectives.ts'
import { KNOWN_NOUNS } from '../../infra/offline/vietnamese/nouns.ts'
import { writeVietnameseStory } from '../../infra/offline/vietnamese/story.ts'
import { UNWILLED, WILLED } from '../../infra/offline/vietnamese/verbs.ts'
import { hasDialogue } from '../../shared/checks/speech.ts'
import { builtInRecipe } from '../../shared/recipe/library.ts'
import type { ListEntity, NamedValue } from '../../shared/recipe/recipe.ts'
import { madeOffline } from './made-offline.ts'

const { entities } = builtInRecipe('stories-vi')
const listOf = (entity: string) => (entities[entity] as ListEntity).values.map(String)

/** The mark of an open oa, oe or uy stands on either letter, and i and y stand for each other. */
const TWO_SPELLINGS = /(?:[òóỏõọ][ae]|o[àáảãạèéẻẽẹ]|[ùúủũụ]y|(?<!q)u[ỳýỷỹỵ]|[hklmst][yỳýỷỹỵ])(?!\p{L})/u

describe('the Vietnamese words', () => {
  it.each([
    ['verb', 150],
    ['noun', 250],
    ['adjective', 120],
  ])('of the list "%s" are at least %i, composed, in small letters, and each spelled in one way', (entity, least) => {
    const words = listOf(entity)

    expect(words.length).toBeGreaterThanOrEqual(least)
    expect(new Set(words).size).toBe(words.length)
    for (const word of words) {
      expect(word).toBe(word.normalize('NFC').toLowerCase())
      expect(word).toMatch(/^[a-zà-ỹđ]+(?: [a-zà-ỹđ]+)*$/)
      expect(word).not.toMatch(TWO_SPELLINGS)
    }
  })

  it('are all known to the offline grammar, with what can be done with them', () => {
    expect(listOf('verb').filter((word) => !(word in WILLED || word in UNWILLED))).toEqual([])
    expect(listOf('noun').filter((word) => !KNOWN_NOUNS.includes(word))).toEqual([])
    expect(listOf('adjective').filter((word) => !KNOWN_ADJECTIVES.includes(word))).toEqual([])
    for (const [verb, phrase] of Object.entries({ ...WILLED, ...UNWILLED })) {
      expect(` ${phrase} `).toContain(` ${verb} `)
    }
  })
})

describe('a story in Vietnamese', () => {
  const samples = madeOffline('stories-vi', 300)
  const featuresOf = (values: unknown) => (values as NamedValue[]).map(({ name }) => name)

  it('has somebody speak where that was asked for, and a lesson at its end', async () => {
    for (const { draw, rows } of await samples) {
      const [{ text } = { text: '' }] = rows
      const features = featuresOf(draw['feature'])
      if (features.includes('Dialogue')) expect(hasDialogue(text)).toBe(true)
      if (features.includes('MoralValue')) expect(text.split('\n').at(-1)).toMatch(/hiểu rằng|học được rằng/)
      if (features.includes('BadEnding')) expect(text.split('\n\n').at(-1)).toContain('Nhưng')
    }
  })

  it('has its hero and its place', async () => {
    const rows = (await samples).flatMap(({ draw, rows }) => rows.map(({ text }) => ({ draw, text })))

    for (const { draw, text } of rows) expect(text.toLowerCase()).toContain(String(draw['hero']).toLowerCase())
    expect(rows.filter(({ draw, text }) => text.includes(String(draw['setting']))).length).toBe(rows.length)
  })

  it('has words in it that are in no list', () => {
    const prompt =
      'Hãy viết một truyện ngắn (3-5 đoạn). Truyện phải dùng động từ "lập trình", danh từ "vệ tinh" và tính từ "siêu dẫn".'

    for (const seed of ['a', 'b', 'c']) {
      const text = writeVietnameseStory({ prompt, system: '', advice: '' }, chance(digest(seed), 0))!
      for (const word of ['lập trình', 'vệ tinh', 'siêu dẫn']) expect(text).toContain(word)
    }
  })
})
