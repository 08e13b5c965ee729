import { describe, expect, it } from 'vitest'
import { termsOf } from '../../infra/offline/queries/terms.ts'
import { many, said } from './draws.ts'

const PASSAGE =
  'The baker keeps a starter, a wet dough of flour and water. The starter must be fed every day, and the dough rests in a bowl for six hours. In the oven the crust becomes brown.'
const prompt = (kind: string, passage = PASSAGE) =>
  `A collection holds this passage and many others.\n\nTitle: Sourdough bread\nPassage: ${passage}\n\nWrite 3 search queries that this passage answers.\n\n- Kind: ${kind}: as it says\n- Searcher: a baker`

describe('queries', () => {
  it('are three different ones in a numbered list, about the passage', () => {
    for (const text of many(30, (i) => said(prompt('question'), `${i}`))) {
      expect(text).toMatch(/^1\. .+\?\n2\. .+\?\n3\. .+\?$/)
      expect(new Set(text.split('\n').map((line) => line.slice(3))).size).toBe(3)
      expect(text.toLowerCase().match(/sourdough bread/g)).toHaveLength(3)
    }
  })

  it('are written as their kind is', () => {
    const lines = (kind: string) => many(20, (i) => said(prompt(kind), `${i}`)).flatMap((text) => text.split('\n'))

    for (const line of lines('keywords')) expect(line).toMatch(/^\d\. [\w' ]+$/)
    for (const line of lines('claim')) expect(line).toMatch(/\.$/)
    for (const line of lines('how-to')) expect(line).toMatch(/^\d\. (?:how (?:to|do|can)|what to do)/)
    for (const line of lines('need')) expect(line).toMatch(/\b(?:I|we|my|me)\b/i)
  })

  it('can be written about a passage that names nothing', () => {
    expect(said(prompt('claim', 'Run. Jump. Sing.'))).toMatch(/^1\. .+\n2\. .+\n3\. .+$/)
  })

  it('are about the things that the passage names', () => {
    expect(termsOf(PASSAGE)).toEqual(['starter', 'wet dough', 'bowl'])
  })
})
