import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countTokens, firstTokens } from '../../infra/offline/tokens.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', 'B', ' ', '\n', "'", '.', 'é', '木', '👋') }),
)

describe('tokens', () => {
  it('counts words, their length, marks and line breaks', () => {
    expect(countTokens('Tom saw a cat.\n\n"Hippopotamus!"')).toBe(11)
    expect(countTokens('')).toBe(0)
    expect(countTokens('日本 é')).toBe(3)
  })

  it('never counts more tokens than bytes', () => {
    fc.assert(fc.property(anyText, (text) => countTokens(text) <= Buffer.byteLength(text)))
  })

  it('cuts to a beginning of the text that has no more than the limit', () => {
    fc.assert(
      fc.property(anyText, fc.nat(20), (text, limit) => {
        const cut = firstTokens(text, limit)
        return text.startsWith(cut) && countTokens(cut) <= limit && (cut === text) === countTokens(text) <= limit
      }),
    )
  })
})
