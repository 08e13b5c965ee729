import { describe, expect, it } from 'vitest'
import { nearest, suggestion } from '../../shared/recipe/nearest.ts'

describe('nearest', () => {
  it.each([
    ['adjctive', 'adjective'],
    ['adjetcive', 'adjective'],
    ['Adjective', 'adjective'],
    ['noum', 'noun'],
    ['nouns', 'noun'],
    ['vreb', 'verb'],
    ['banana', undefined],
    ['x', undefined],
  ])('finds for %s what was meant: %s', (name, meant) => {
    expect(nearest(name, ['verb', 'noun', 'adjective'])).toBe(meant)
  })

  it('prefers the nearest', () => {
    expect(nearest('stories', ['store', 'storied', 'stories2'])).toBe('storied')
    expect(nearest('story', ['stories', 'story1'])).toBe('story1')
  })
})

describe('suggestion', () => {
  it('tells the choices where nothing is near and they are few', () => {
    expect(suggestion('banana', ['verb', 'noun'])).toBe('; there is verb, noun')
    expect(suggestion('banana', [])).toBe('')
    expect(
      suggestion(
        'banana',
        Array.from({ length: 13 }, (_, i) => `entity_number_${i}`),
      ),
    ).toBe('')
  })
})
