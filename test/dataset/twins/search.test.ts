import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jaccard, shinglesOf } from '../../../shared/dataset/twins/shingles.ts'
import { normalized, tokensOf } from '../../../shared/dataset/twins/tokens.ts'
import { chanceOf, likeOf, twinsAmong, wordsOf } from './planted.ts'

const shinglesIn = (text: string) => shinglesOf(tokensOf(normalized(text)))

describe('twins', () => {
  it('are the same text, whatever its case, spaces and character codes', async () => {
    const { of, exact } = await twinsAmong(['A café\n by  the sea', 'something else', 'a cafe\u0301 by the SEA '])
    expect([...of]).toEqual([-1, -1, 0])
    expect([...exact]).toEqual([0, 0, 1])
  })

  it.each([
    ['What is 7 + 5?', 'What is 7 - 5?'],
    ['return a * b', 'return a / b'],
    ['', '.'],
    ['yes', 'no'],
  ])('are not %j and %j', async (...texts) => {
    expect([...(await twinsAmong(texts)).of]).toEqual([-1, -1])
  })

  it('are found between texts that have no spaces between words', async () => {
    const text =
      '从前有一只小猫住在河边的房子里它每天早上都去河边看鱼游来游去有一天它看见一条金色的鱼在水里唱歌小猫听了很高兴就坐下来一直听到太阳落山才回家睡觉'
    const { of } = await twinsAmong([text, '小狗喜欢在花园里追蝴蝶它跑得很快但是从来没有抓到过一只', `${text}去`])
    expect([...of]).toEqual([-1, -1, 0])
  })

  it('name the earliest that is kept, not another twin of it', async () => {
    const chance = chanceOf(1)
    const words = wordsOf(150, chance)
    const like = likeOf(words, 0.9, chance)
    const texts = [words, like, like, words].map((each) => each.join(' '))
    const { of, exact, similarity } = await twinsAmong(texts)
    expect([...of]).toEqual([-1, 0, 0, 0])
    expect([...exact]).toEqual([0, 0, 0, 1])
    expect(similarity[2]).toBe(similarity[1])
  })

  it('are as similar as the threshold, by all their shingles, and no kept row is as similar to an earlier one', async () => {
    const chance = chanceOf(2)
    const texts = Array.from({ length: 40 }, () => wordsOf(120, chance)).flatMap((words) => [
      words.join(' '),
      likeOf(words, 0.7 + 0.3 * chance(), chance).join(' '),
    ])
    const { of, similarity } = await twinsAmong(texts)
    for (const [row, text] of texts.entries()) {
      const first = of[row]!
      if (first < 0) continue
      expect(first).toBeLessThan(row)
      expect(of[first]).toBe(-1)
      expect(similarity[row]).toBeCloseTo(jaccard(shinglesIn(text), shinglesIn(texts[first]!)), 5)
      expect(similarity[row]).toBeGreaterThanOrEqual(0.8)
    }
    expect([...of].filter((first) => first >= 0).length).toBeGreaterThan(20)
  })

  it('of rows that are there already stay as they are when more rows come', async () => {
    const chance = chanceOf(3)
    const texts = Array.from({ length: 60 }, () => wordsOf(60, chance)).flatMap((words) => [
      words.join(' '),
      likeOf(words, 0.75 + 0.25 * chance(), chance).join(' '),
    ])
    const all = await twinsAmong(texts)
    await fc.assert(
      fc.asyncProperty(fc.nat(texts.length), async (first) => {
        const few = await twinsAmong(texts.slice(0, first))
        expect([...few.of]).toEqual([...all.of.slice(0, first)])
      }),
      { numRuns: 15 },
    )
  })

  it('are nearly all found: every exact one, and of near ones those that the bands promise', async () => {
    const chance = chanceOf(4)
    for (const [similarity, least] of [
      [0.85, 0.93],
      [0.9, 0.98],
      [0.95, 1],
    ] as const) {
      const originals = Array.from({ length: 150 }, () => wordsOf(180, chance))
      const copies = originals.map((words) => likeOf(words, similarity, chance))
      const { of } = await twinsAmong([...originals, ...copies].map((words) => words.join(' ')))
      const found = copies.filter((_, n) => of[originals.length + n] === n).length
      expect(found / copies.length).toBeGreaterThanOrEqual(least)
      expect([...of.slice(0, originals.length)].every((first) => first === -1)).toBe(true)
    }
  })
})

describe('similarity', () => {
  it('is that of the sets of shingles', () => {
    const sets = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        const [one, other] = [new Set(a), new Set(b)]
        const sorted = (set: Set<number>) => Uint32Array.from(set).sort()
        const common = [...one].filter((each) => other.has(each)).length
        const expected = common / (one.size + other.size - common)
        expect(jaccard(sorted(one), sorted(other))).toBeCloseTo(expected, 10)
      }),
    )
  })
})
