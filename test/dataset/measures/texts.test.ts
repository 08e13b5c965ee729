import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyWordsOf } from '../../../shared/checks/wordstream.ts'
import { lexiconOf } from '../../../shared/dataset/measures/ngrams.ts'
import { phrasesOf } from '../../../shared/dataset/measures/phrases.ts'
import { selfBleu } from '../../../shared/dataset/measures/self-bleu.ts'
import { measureTexts } from '../../../shared/dataset/measures/text-measures.ts'

const lexicon = (texts: readonly string[]) => lexiconOf(texts.map(anyWordsOf))
const someTexts = fc.array(
  fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 12 }).map((words) => words.join(' ')),
  { minLength: 2, maxLength: 8 },
)

describe('self-BLEU', () => {
  it('is what comparing each text with every other gives', () => {
    fc.assert(
      fc.property(someTexts, (texts) => {
        const words = texts.map((text) => text.split(' '))
        const mean = words.reduce((sum, own, at) => sum + bleu(own, words.toSpliced(at, 1)), 0) / words.length
        expect(selfBleu(lexicon(texts).texts)).toBeCloseTo(mean, 3)
      }),
    )
  })

  it('is 1 for texts that are alike, and near 0 for texts that share no word', () => {
    expect(selfBleu(lexicon(['one two three four five', 'one two three four five']).texts)).toBe(1)
    expect(selfBleu(lexicon(['one two three four five', 'six seven eight nine ten']).texts)).toBeLessThan(0.05)
  })

  it('says nothing of one text', () => {
    expect(selfBleu(lexicon(['one two three']).texts)).toBeNull()
  })
})

describe('phrases', () => {
  it('are counted once a text, and only where two texts have them', () => {
    const { top, selfRepetition } = phrasesOf(
      lexicon([
        'Once upon a time, once upon a time.',
        'Once upon a time there was a dog.',
        'Long ago in the far north.',
      ]),
      5,
    )
    expect(top).toEqual([{ words: 'once upon a time', texts: 2, share: 0.6667 }])
    // 3 of the 5 + 5 + 3 runs of four words: "once upon a time" twice in the first text, once in the second.
    expect(selfRepetition.share).toBeCloseTo(3 / 13, 4)
  })

  it('of a script without blanks are written without blanks', () => {
    const [phrase] = phrasesOf(lexicon(['从前有一个小女孩，她喜欢跑步。', '从前有一个小女孩，她喜欢唱歌。']), 1).top
    expect(phrase!.words).toMatch(/^\p{Script=Han}+$/u)
    expect(phrase!.texts).toBe(2)
  })
})

describe('the measures of texts', () => {
  const measured = (texts: readonly string[], values: string[][] = []) =>
    measureTexts(texts, [{ entity: 'verb', values }])

  it('say how many of the runs of words differ', async () => {
    const { diversity, words } = await measured(['a b a b', 'a b c d'])
    expect(words).toEqual({ all: 8, distinct: 4 })
    expect(diversity.distinct).toEqual([0.5, 0.6667, 1, 1])
  })

  it('find the words of a list in every form, and phrases as they are', async () => {
    const texts = ['She disagreed with the ice cream man.', 'They ran.']
    const { wordUse } = await measured(texts, [['disagree'], ['run'], ['ice', 'cream'], ['swim']])
    expect(wordUse).toEqual([{ entity: 'verb', words: 4, used: 3, share: 0.75, unused: ['swim'] }])
  })

  it('name the commonest opening and the commonest names', async () => {
    const texts = ['Once upon a time Lily ran.', 'Once upon a time a boy met Lily and Tom.', 'A cat sat. I saw it.']
    const { openings, names } = await measured(texts)
    expect(openings.top).toEqual([{ words: 'once upon a time', texts: 2, share: 0.6667 }])
    expect(openings.distinct).toBe(2)
    expect(names!.top.map(({ words, texts }) => [words, texts])).toEqual([
      ['Lily', 2],
      ['Tom', 1],
    ])
  })

  it('measure Vietnamese and Chinese, without names where there are no capitals and without an English grade', async () => {
    const vietnamese = await measured(['Ngày xưa có một cô bé tên là Lan.', 'Ngày xưa có một chú mèo nhỏ.'])
    expect(vietnamese.openings.top[0]!.words).toBe('ngày xưa có một')
    expect(vietnamese).toMatchObject({ isEnglish: false, readingGrade: null, texts: 2 })
    const chinese = await measured(['从前有一个小女孩。', '从前有一个小男孩。'])
    expect(chinese.names).toBeNull()
    expect(chinese.words.all).toBeGreaterThan(6)
    expect(chinese.openings.top[0]!.words).toMatch(/^从前/)
  })

  it('hold for no text, empty texts and texts without a word', async () => {
    for (const texts of [[], [''], ['…', '!!', '\ud800']]) {
      const { diversity, tokens } = await measured(texts)
      expect(diversity.selfBleu.value).toBeNull()
      expect(diversity.distinct).toEqual([0, 0, 0, 0])
      expect(tokens?.count ?? 0).toBe(texts.length)
    }
  })

  it('read English prose by grade', async () => {
    const text =
      'The dog ran to the park. He was very happy. He saw a cat and they had a lot of fun in the sun all day.'
    const { readingGrade, isEnglish } = await measured([text])
    expect(isEnglish).toBe(true)
    expect(readingGrade!.mean).toBeLessThan(4)
  })
})

/** BLEU-4 as its papers define it, by comparing with every reference. */
function bleu(words: readonly string[], references: readonly (readonly string[])[]): number {
  const grams = (text: readonly string[], n: number) => {
    const counts = new Map<string, number>()
    for (let at = 0; at + n <= text.length; at++) {
      const gram = text.slice(at, at + n).join(' ')
      counts.set(gram, (counts.get(gram) ?? 0) + 1)
    }
    return counts
  }
  const logs = [1, 2, 3, 4].map((n) => {
    let [matched, total] = [0, 0]
    for (const [gram, times] of grams(words, n)) {
      const most = Math.max(0, ...references.map((reference) => grams(reference, n).get(gram) ?? 0))
      matched += Math.min(times, most)
      total += times
    }
    return Math.log((matched || 0.1) / Math.max(1, total))
  })
  const nearest = references
    .map(({ length }) => length)
    .sort((a, b) => Math.abs(a - words.length) - Math.abs(b - words.length) || a - b)[0]!
  const brevity = words.length >= nearest ? 1 : Math.exp(1 - nearest / words.length)
  return Math.min(1, brevity * Math.exp(logs.reduce((a, b) => a + b, 0) / 4))
}
