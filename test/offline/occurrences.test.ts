import { describe, expect, it } from 'vitest'
import { digest } from '../../infra/offline/chance.ts'
import { Occurrences } from '../../infra/offline/occurrences.ts'

describe('occurrences', () => {
  it('counts each prompt by itself', () => {
    const occurrences = new Occurrences()

    const counts = ['a', 'b', 'a', 'a', 'b'].map((prompt) => occurrences.next(digest(prompt)))

    expect(counts).toEqual([0, 0, 1, 2, 1])
  })

  it('forgets the oldest prompt when there are too many', () => {
    const occurrences = new Occurrences({ remembered: 2 })

    const counts = ['a', 'b', 'c', 'c', 'a'].map((prompt) => occurrences.next(digest(prompt)))

    expect(counts).toEqual([0, 0, 0, 1, 0])
  })
})
