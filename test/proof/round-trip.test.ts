import { describe, expect, it } from 'vitest'
import { roundTrip } from '../../shared/proof/round-trip.ts'

const WORDS = Array.from({ length: 30 }, (_, i) => `subject${i}`)
const documents = new Map(WORDS.map((word, i) => [`d${i}`, `a page of ${word} and of its ${word} friends`]))
const queryOf = (text: string, i: number) => ({ id: `q${i}`, text, document: `d${i}` })

describe('the round trip of queries', () => {
  it('finds every document by its own word, and says that this is too easy', () => {
    const trip = roundTrip(
      WORDS.map((word, i) => queryOf(`what is ${word}`, i)),
      documents,
    )

    expect(trip).toMatchObject({ queries: 30, documents: 30, at1: 1, at10: 1, mrr: 1, lost: [] })
    expect(trip.findings.map(({ kind }) => kind)).toEqual(['too-easy'])
  })

  it('says that queries are not about their documents', () => {
    const trip = roundTrip(
      WORDS.map((_, i) => queryOf(`what is subject${(i + 7) % 30}`, i)),
      documents,
    )

    expect(trip).toMatchObject({ at1: 0 })
    expect(trip.findings.map(({ kind }) => kind)).toEqual(['not-found'])
    expect(trip.lost[0]).toMatchObject({ id: 'q0', rank: null })
  })

  it('takes a tie for no find', () => {
    const twins = new Map([...documents, ['d0', 'the same text'], ['d1', 'the same text']])
    const { at1, mrr } = roundTrip([queryOf('same text', 0)], twins)

    expect(at1).toBe(0)
    expect(mrr).toBeCloseTo(1 / 1.5)
  })

  it('leaves out queries whose document is not there, and says so', () => {
    const trip = roundTrip([queryOf('subject1', 1), { id: 'x', text: 'lost', document: 'nowhere' }], documents)

    expect(trip.queries).toBe(1)
    expect(trip.findings.map(({ kind }) => kind)).toContain('unknown-document')
  })

  it('holds for kinds of queries by themselves', () => {
    const { kinds } = roundTrip(
      [
        { ...queryOf('subject1', 1), kind: 'keywords' },
        { ...queryOf('subject3', 2), kind: 'question' },
      ],
      documents,
    )

    expect(kinds.map(({ name, at1 }) => [name, at1])).toEqual([
      ['keywords', 1],
      ['question', 0],
    ])
  })
})
